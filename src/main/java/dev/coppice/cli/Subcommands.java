package dev.coppice.cli;

import dev.coppice.cli.client.ApproveCommand;
import dev.coppice.cli.client.CancelCommand;
import dev.coppice.cli.client.ListCommand;
import dev.coppice.cli.client.LogsCommand;
import dev.coppice.cli.client.PauseCommand;
import dev.coppice.cli.client.RejectCommand;
import dev.coppice.cli.client.RepositoriesCommand;
import dev.coppice.cli.client.ResumeCommand;
import dev.coppice.cli.client.RetryCommand;
import dev.coppice.cli.client.StatusCommand;
import dev.coppice.cli.client.SubmitCommand;
import dev.coppice.cli.client.WatchCommand;
import dev.coppice.cli.plan.PlanCommand;
import dev.coppice.cli.plan.ValidateCommand;
import java.util.List;

/** What {@code coppice} can be told to do. Each command is made only if it is needed: to look at the options of all takes a tenth of a start. */
final class Subcommands {

    /** As help lists them. */
    static final List<String> NAMES = List.of(
            "demo",
            "run",
            "serve",
            "validate",
            "plan",
            "prompt",
            "doctor",
            "cleanup",
            "token",
            "submit",
            "list",
            "repositories",
            "status",
            "watch",
            "logs",
            "pause",
            "resume",
            "retry",
            "approve",
            "reject",
            "cancel",
            "completion");

    private Subcommands() {}

    /** All, if these arguments are about all of them or about none. */
    static List<String> neededFor(String... arguments) {
        boolean one = arguments.length > 0 && NAMES.contains(arguments[0]) && !"completion".equals(arguments[0]);
        return one ? List.of(arguments[0]) : NAMES;
    }

    static Object named(String name) {
        return switch (name) {
            case "demo" -> new DemoCommand();
            case "run" -> new RunCommand();
            case "serve" -> new ServeCommand();
            case "validate" -> new ValidateCommand();
            case "plan" -> new PlanCommand();
            case "prompt" -> new PromptCommand();
            case "doctor" -> new DoctorCommand();
            case "cleanup" -> new CleanupCommand();
            case "token" -> new TokenCommand();
            case "submit" -> new SubmitCommand();
            case "list" -> new ListCommand();
            case "repositories" -> new RepositoriesCommand();
            case "status" -> new StatusCommand();
            case "watch" -> new WatchCommand();
            case "logs" -> new LogsCommand();
            case "pause" -> new PauseCommand();
            case "resume" -> new ResumeCommand();
            case "retry" -> new RetryCommand();
            case "approve" -> new ApproveCommand();
            case "reject" -> new RejectCommand();
            case "cancel" -> new CancelCommand();
            case "completion" -> new CompletionCommand();
            default -> throw new IllegalArgumentException("no command: " + name);
        };
    }
}
