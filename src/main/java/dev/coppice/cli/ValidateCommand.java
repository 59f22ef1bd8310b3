package dev.coppice.cli;

import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.PlanJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coppice validate}: reads a plan, shows what was found in it, and starts nothing. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Reads a plan and shows its batches, tasks, dependencies and problems; runs nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the plan can be run", "2:it cannot, or bad usage"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ValidateCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "PLAN", description = "The plan, a Markdown file.")
    Path plan;

    @Option(
            names = "--dialect",
            paramLabel = "D",
            description = "Read the plan as this dialect (native) instead of finding out.")
    @Nullable
    String dialect;

    @Option(names = "--json", description = "Print the result and the problems as JSON.")
    boolean json;

    @Override
    public Integer call() {
        return switch (PlanFile.read(plan, Optional.ofNullable(dialect))) {
            case PlanFile.Read(var _, var parsed, var lines) -> show(parsed, lines);
            case PlanFile.Unreadable(var reason) -> throw new ParameterException(spec.commandLine(), reason);
        };
    }

    private int show(ParsedPlan parsed, String lines) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(PlanJson.of(parsed).text());
        } else {
            out.print(new PlanTree(parsed.plan()).text());
            spec.commandLine().getErr().print(lines);
        }
        out.flush();
        spec.commandLine().getErr().flush();
        return switch (parsed) {
            case ParsedPlan.Accepted _ -> ExitCode.OK;
            case ParsedPlan.Rejected _ -> ExitCode.USAGE;
        };
    }
}
