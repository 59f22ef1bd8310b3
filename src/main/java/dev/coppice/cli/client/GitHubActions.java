package dev.coppice.cli.client;

import dev.coppice.cli.progress.RunView;
import dev.coppice.cli.progress.TaskLine;
import dev.coppice.process.Legible;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskState;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Speaks to GitHub Actions, which takes lines of a certain form for commands: those that plans and checks print are to be none, those
 * that tell of failures are.
 */
final class GitHubActions {

    /** The site shows no more of one step. */
    private static final int MOST_ERRORS = 10;

    private static final int LONGEST = 4_000;
    private static final int TOKEN_BYTES = 16;

    private final PrintStream messages;
    private final String token = random();

    private GitHubActions(PrintStream messages) {
        this.messages = messages;
    }

    /** Empty where this is no job of GitHub Actions. */
    static Optional<GitHubActions> of(Map<String, String> environment, PrintStream messages) {
        return isHere(environment) ? Optional.of(new GitHubActions(messages)) : Optional.empty();
    }

    /** The file whose Markdown is shown on the job's page. */
    static Optional<Path> jobSummary(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("GITHUB_STEP_SUMMARY"))
                .filter(file -> isHere(environment) && !file.isBlank())
                .map(Path::of);
    }

    private static boolean isHere(Map<String, String> environment) {
        return "true".equals(environment.get("GITHUB_ACTIONS"));
    }

    /** From here on nothing that is printed is taken for a command; nobody can guess the word that ends this. */
    void stopCommands() {
        messages.println("::stop-commands::" + token);
    }

    void resumeCommands() {
        messages.println("::" + token + "::");
    }

    /** An annotation for each failure, and for what keeps the execution from its end. */
    void annotate(RunView view, boolean isPushMissing) {
        var failed = view.tasks().stream()
                .filter(task -> task.state() instanceof TaskState.Failed)
                .toList();
        failed.stream().limit(MOST_ERRORS - 1).forEach(this::annotate);
        if (view.state() != ExecutionState.COMPLETED) {
            error(
                    "Coppice: " + view.state().word(),
                    "execution " + view.id() + " is " + view.state().word()
                            + view.pauseDetail()
                                    .or(view::pauseReason)
                                    .map(why -> ": " + why)
                                    .orElse("")
                            + "; failed tasks: " + failed.size());
        } else if (isPushMissing) {
            error("Coppice: not pushed", "execution " + view.id() + " is completed, and not pushed as was asked for");
        }
        view.budgets()
                .forEach(budget -> warning(
                        "Coppice: budget",
                        budget.owner() + " has spent " + budget.spentUsd().toPlainString() + " of "
                                + budget.budgetUsd().toPlainString() + " US dollars"));
    }

    private void annotate(TaskLine task) {
        error(
                "Task " + task.number() + " " + task.words() + " (" + task.title() + ")",
                task.error().orElseGet(task::words));
    }

    void error(String title, String message) {
        command("error", title, message);
    }

    void warning(String title, String message) {
        command("warning", title, message);
    }

    private void command(String name, String title, String message) {
        messages.println("::" + name + " title=" + property(title) + "::" + data(shortened(message)));
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST ? message : "..." + message.substring(message.length() - LONGEST);
    }

    private static String data(String text) {
        return Legible.text(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    private static String random() {
        byte[] bits = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
