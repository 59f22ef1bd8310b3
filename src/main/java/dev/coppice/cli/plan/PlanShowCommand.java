package dev.coppice.cli.plan;

import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.Plan;
import dev.coppice.plan.PlannedTask;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code coppice plan show}: batches, tasks and what waits for what, as text or as a graph for other programs. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Draws a plan's batches and dependencies.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the plan can be run", "2:it cannot, or bad usage; what was found is drawn all the same"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PlanShowCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    PlanOption plan = new PlanOption();

    @ArgGroup
    Form form = new Form();

    /** One of them at most. */
    static final class Form {

        @Option(names = "--mermaid", description = "Print a flow chart for Mermaid.")
        boolean mermaid;

        @Option(names = "--dot", description = "Print a graph for Graphviz.")
        boolean dot;
    }

    @Override
    public Integer call() {
        return switch (plan.read()) {
            case PlanFile.Read(var _, var parsed, var lines) -> show(parsed, lines);
            case PlanFile.Unreadable(var reason) -> throw new ParameterException(spec.commandLine(), reason);
        };
    }

    private int show(ParsedPlan parsed, String lines) {
        var out = spec.commandLine().getOut();
        out.print(drawn(parsed.plan()));
        out.flush();
        return switch (parsed) {
            case ParsedPlan.Accepted _ -> ExitCode.OK;
            case ParsedPlan.Rejected _ -> {
                spec.commandLine().getErr().print(lines);
                spec.commandLine().getErr().flush();
                yield ExitCode.USAGE;
            }
        };
    }

    private String drawn(Plan found) {
        if (form.mermaid) {
            return new Mermaid(new PlanGraph(found)).text();
        }
        return form.dot ? new Dot(new PlanGraph(found)).text() : new PlanTree(found).text() + order(found);
    }

    /** What could run at the same time, if every task took as long as the others and there were workers enough. */
    private static String order(Plan plan) {
        var steps = new WorkOrder(plan).steps();
        var text = new StringBuilder(steps.isEmpty() ? "" : "\nin order, side by side where there are workers:\n");
        for (int step = 0; step < steps.size(); step++) {
            text.append("%5d. ".formatted(step + 1))
                    .append(numbers(steps.get(step)))
                    .append('\n');
        }
        return text.toString();
    }

    private static String numbers(List<PlannedTask> tasks) {
        return tasks.stream().map(task -> task.number().text()).collect(Collectors.joining("  "));
    }
}
