package dev.coppice.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "coppice",
        mixinStandardHelpOptions = true,
        subcommands = {DemoCommand.class, RunCommand.class})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class CoppiceCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    public static int run(String... arguments) {
        return new CommandLine(new CoppiceCommand()).execute(arguments);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }
}
