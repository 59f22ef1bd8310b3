package dev.coppice.cli.plan;

import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.PlanJson;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code coppice validate}: reads a plan, shows what was found in it, and starts nothing. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Reads a plan and shows its batches, tasks, dependencies and problems; runs nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the plan can be run", "2:it cannot, or bad usage"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ValidateCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    PlanOption plan = new PlanOption();

    @ArgGroup
    Form form = new Form();

    /** One of them at most. */
    static final class Form {

        @Option(names = "--json", description = "Print the result and the problems as JSON.")
        boolean json;

        @Option(names = "--sarif", description = "Print the problems as SARIF 2.1.0, for code scanning.")
        boolean sarif;
    }

    @Override
    public Integer call() {
        return switch (plan.read()) {
            case PlanFile.Read(var _, var parsed, var lines) -> show(parsed, lines);
            case PlanFile.Unreadable(var reason) -> throw new ParameterException(spec.commandLine(), reason);
        };
    }

    private int show(ParsedPlan parsed, String lines) {
        PrintWriter out = spec.commandLine().getOut();
        if (form.sarif) {
            out.println(new Sarif(plan.file, parsed.diagnostics()).text());
        } else if (form.json) {
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
