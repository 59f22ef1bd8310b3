package dev.coppice.cli.plan;

import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.cli.terminal.OneLine;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.reading.PlanParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code coppice plan convert}: writes a plan as batches and tasks of Coppice's own form. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Writes a plan in Coppice's own form to standard output; the file stays as it is.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written; it reads as the same tasks", "2:the plan cannot be run or written so, or bad usage"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PlanConvertCommand implements Callable<Integer> {

    private static final String NATIVE = "native";

    @Spec
    CommandSpec spec;

    @Mixin
    PlanOption plan = new PlanOption();

    @Option(
            names = "--to",
            paramLabel = "D",
            defaultValue = NATIVE,
            description = "The dialect to write: native, the only one.")
    String to;

    @Override
    public Integer call() {
        if (!to.equals(NATIVE)) {
            throw new ParameterException(spec.commandLine(), "--to must be native; no other dialect can be written");
        }
        return switch (plan.read()) {
            case PlanFile.Read(var text, ParsedPlan.Accepted accepted, var _) -> convert(text, accepted);
            case PlanFile.Read(var _, ParsedPlan.Rejected _, var lines) -> refuse(lines);
            case PlanFile.Unreadable(var reason) -> throw new ParameterException(spec.commandLine(), reason);
        };
    }

    private int convert(String text, ParsedPlan.Accepted accepted) {
        var converted = new NativePlan(accepted.plan(), text);
        var written = converted.text();
        var read = PlanParser.parse("plan.md", written.getBytes(StandardCharsets.UTF_8), Optional.of(NATIVE));
        var differences = new PlanDifferences(accepted.plan(), read.plan(), converted::number);
        if (!differences.grave().isEmpty() || read instanceof ParsedPlan.Rejected) {
            return refuse("coppice: the plan cannot be written as a native one; it would not read the same:\n"
                    + lines(differences.grave()));
        }
        spec.commandLine()
                .getErr()
                .print(
                        differences.slight().isEmpty()
                                ? ""
                                : "coppice: written in other words:\n" + lines(differences.slight()));
        spec.commandLine().getErr().flush();
        spec.commandLine().getOut().print(written);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private static String lines(List<String> differences) {
        var text = new StringBuilder();
        differences.forEach(
                difference -> text.append("  ").append(OneLine.of(difference)).append('\n'));
        return text.toString();
    }

    private int refuse(String lines) {
        spec.commandLine().getErr().print(lines);
        spec.commandLine().getErr().flush();
        return ExitCode.USAGE;
    }
}
