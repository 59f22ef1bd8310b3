package dev.coppice.plan.order;

import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.order.WaitGraph.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the order free of cycles where it may: an implied barrier gives way to what the plan states, nothing else does. */
public final class Barriers {

    private final Links links;
    private final Findings findings;
    private final WaitGraph graph;

    public Barriers(Links links, Findings findings, WaitGraph graph) {
        this.links = links;
        this.findings = findings;
        this.graph = graph;
    }

    /** Whether an order exists; if not, the cycle has been reported. */
    public boolean settle() {
        List<Node> cycle = graph.cycle();
        while (!cycle.isEmpty()) {
            if (!giveWay(cycle)) {
                report(cycle);
                return false;
            }
            cycle = graph.cycle();
        }
        return true;
    }

    private boolean giveWay(List<Node> cycle) {
        for (int i = 0; i + 1 < cycle.size(); i++) {
            if (cycle.get(i) instanceof Node.Task(var task)
                    && cycle.get(i + 1) instanceof Node.Task(var earlier)
                    && links.follows(task, earlier)) {
                links.unfollow(task, earlier);
                findings.add(
                        Rule.FORWARD_DEPENDENCY,
                        task.line,
                        "task " + task.number + " does not wait for " + earlier.number + ", because of " + path(cycle));
                return true;
            }
            DraftGroup waiting = batch(cycle.get(i));
            if (cycle.get(i + 1) instanceof Node.End(var needed) && links.isImplied(waiting, needed)) {
                loosen(waiting, needed, path(cycle));
                return true;
            }
        }
        return false;
    }

    /** Every task still waits for those tasks of the batch before that do not, in their turn, wait for its own batch. */
    private void loosen(DraftGroup batch, DraftGroup needed, String path) {
        links.withdraw(batch, needed);
        Set<Node> late = graph.waitingFor(batch.tasks);
        for (DraftTask parent : needed.tasks) {
            if (!late.contains(new Node.Task(parent)) && !parent.isDropped()) {
                batch.tasks.forEach(task -> links.add(task, parent));
            }
        }
        links.needs(needed).stream()
                .filter(earlier -> earlier != batch)
                .forEach(earlier -> links.imply(batch, earlier));
        findings.add(
                Rule.FORWARD_DEPENDENCY,
                batch.line,
                batch.name() + " does not wait for all of " + needed.name() + ", because of " + path);
    }

    private static DraftGroup batch(Node node) {
        return switch (node) {
            case Node.Task(var task) -> task.group;
            case Node.End(var batch) -> batch;
        };
    }

    private void report(List<Node> cycle) {
        int line = cycle.stream()
                .mapToInt(node -> switch (node) {
                    case Node.Task(var task) -> task.line;
                    case Node.End(var batch) -> batch.line;
                })
                .min()
                .orElse(1);
        findings.add(Rule.CYCLE, line, "tasks wait for each other: " + path(cycle));
    }

    private static String path(List<Node> cycle) {
        return cycle.stream()
                .map(node -> switch (node) {
                    case Node.Task(var task) -> task.number;
                    case Node.End(var batch) -> batch.name();
                })
                .collect(Collectors.joining(" -> "));
    }
}
