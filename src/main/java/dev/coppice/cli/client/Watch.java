package dev.coppice.cli.client;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.coppice.cli.options.ReportFiles;
import dev.coppice.cli.progress.HandoverWords;
import dev.coppice.cli.progress.Progress;
import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.cli.terminal.Signals;
import io.quarkus.runtime.LaunchMode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One watch from its begin to its last words, as {@code coppice watch} and {@code coppice submit --wait} do it. */
final class Watch {

    private final Service service;
    private final WatchOptions options;
    private final List<String> again;
    private final PrintStream messages;
    private final Map<String, String> environment;

    /** {@code again} is what a command has to say to mean the same service. */
    Watch(
            Service service,
            WatchOptions options,
            List<String> again,
            PrintStream messages,
            Map<String, String> environment) {
        this.service = service;
        this.options = options;
        this.again = again;
        this.messages = messages;
        this.environment = environment;
    }

    /** @param report the report as the service sent it */
    record Watched(int exitCode, String report) {}

    Watched watch(String execution) {
        var actions = GitHubActions.of(environment, messages);
        actions.ifPresent(GitHubActions::stopCommands);
        onInterruption(execution, actions);
        try {
            return follow(execution, actions);
        } finally {
            actions.ifPresent(GitHubActions::resumeCommands);
        }
    }

    private Watched follow(String execution, Optional<GitHubActions> actions) {
        service.waitFor(options.patience());
        var watching = new Watching(
                service, execution, Progress.on(messages), WatchEnding.command("approve", execution, again));
        var view = watching.toTheEnd();
        var answer = watching.report();
        var report = ServiceExecution.report(answer.json());
        var ending = new WatchEnding(view, report, again);
        ending.print(messages);
        actions.ifPresent(github -> {
            github.resumeCommands();
            github.annotate(view, new HandoverWords(report).isPushMissing());
            if (new HandoverWords(report).isPullRequestMissing()) {
                github.error(
                        "Coppice: pull request", "the pull request of " + execution + " is not open, or is not merged");
            }
            github.stopCommands();
        });
        return new Watched(kept(execution, ending.exitCode()), answer.text());
    }

    /** The exit code, once the reports are where they were asked for, or people know that they are not. */
    private int kept(String execution, int code) {
        var report = Service.EXECUTIONS + execution + "/report";
        try {
            options.reports.files().write(() -> service.text(report + ".xml"), () -> service.text(report + ".md"));
            var jobSummary = GitHubActions.jobSummary(environment);
            if (jobSummary.isPresent()) {
                // Other steps may have written to the job's summary before.
                ReportFiles.write(jobSummary.get(), service.text(report + ".md"), CREATE, APPEND);
            }
            return code;
        } catch (IOException e) {
            return ReportFiles.missing(e, code, messages);
        }
    }

    /** The execution goes on without anybody who watches; in tests and development the signals are somebody else's. */
    private void onInterruption(String execution, Optional<GitHubActions> actions) {
        if (LaunchMode.current() != LaunchMode.NORMAL) {
            return;
        }
        List.of("INT", "TERM", "HUP")
                .forEach(name -> Signals.handle(name, () -> {
                    messages.println("\ncoppice: " + execution + " goes on; to watch it again: "
                            + WatchEnding.command("watch", execution, again) + "; to end it: "
                            + WatchEnding.command("cancel", execution, again));
                    actions.ifPresent(GitHubActions::resumeCommands);
                    messages.flush();
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                }));
    }
}
