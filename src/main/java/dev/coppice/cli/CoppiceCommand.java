package dev.coppice.cli;

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
        versionProvider = CoppiceCommand.Version.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class CoppiceCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    /** Runs one command to its end and returns its exit code. */
    public static int run(String... arguments) {
        ConfigurationPlace.choose();
        return line(arguments).execute(arguments);
    }

    /** As far as these arguments need it. */
    static CommandLine line(String... arguments) {
        var line = new CommandLine(new CoppiceCommand());
        Subcommands.neededFor(arguments).forEach(name -> line.addSubcommand(Subcommands.named(name)));
        return line.setExecutionStrategy(new SettingsFirst())
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
