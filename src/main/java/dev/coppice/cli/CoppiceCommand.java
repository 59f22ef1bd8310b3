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
import dev.coppice.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "coppice",
        description = "Runs a Markdown plan as parallel coding-agent tasks in git worktrees.",
        mixinStandardHelpOptions = true,
        versionProvider = CoppiceCommand.Version.class,
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ServeCommand.class,
            ValidateCommand.class,
            PlanCommand.class,
            PromptCommand.class,
            DoctorCommand.class,
            CleanupCommand.class,
            TokenCommand.class,
            SubmitCommand.class,
            ListCommand.class,
            RepositoriesCommand.class,
            StatusCommand.class,
            WatchCommand.class,
            LogsCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            RetryCommand.class,
            ApproveCommand.class,
            RejectCommand.class,
            CancelCommand.class,
            CompletionCommand.class
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class CoppiceCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    /** Runs one command to its end and returns its exit code. */
    public static int run(String... arguments) {
        ConfigurationPlace.choose();
        return line().execute(arguments);
    }

    static CommandLine line() {
        return new CommandLine(new CoppiceCommand())
                .setExecutionStrategy(new SettingsFirst())
                .setParameterExceptionHandler(CoppiceCommand::misused)
                .setExecutionExceptionHandler(CoppiceCommand::broken);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    private static int misused(ParameterException problem, String[] arguments) {
        CommandLine line = problem.getCommandLine();
        line.getErr()
                .println("coppice: " + problem.getMessage() + " (see "
                        + line.getCommandSpec().qualifiedName() + " --help)");
        return ExitCode.USAGE;
    }

    private static int broken(Exception problem, CommandLine line, ParseResult arguments) {
        String reason = Optional.ofNullable(problem.getMessage())
                .orElse(problem.getClass().getSimpleName());
        line.getErr().println("coppice: " + reason);
        return ExitCode.INFRASTRUCTURE;
    }

    /** The version that the build wrote down. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() throws IOException {
            try (InputStream in = CoppiceCommand.class.getResourceAsStream("/version.txt")) {
                String version = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
                return new String[] {"coppice " + version};
            }
        }
    }
}
