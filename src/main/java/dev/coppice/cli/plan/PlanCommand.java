package dev.coppice.cli.plan;

import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.cli.terminal.NeedsNoSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code coppice plan}: how a plan hangs together, and how Coppice would write it. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Draws a plan, or writes it in Coppice's own form; runs nothing.",
        subcommands = {PlanShowCommand.class, PlanConvertCommand.class})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class PlanCommand implements Callable<Integer>, NeedsNoSettings {

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }
}
