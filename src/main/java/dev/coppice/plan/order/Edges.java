package dev.coppice.plan.order;

import dev.coppice.plan.Dependency;
import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All edges between tasks: those that the plan states, then those of sequential batches and of shared files. */
public final class Edges {

    /** An edge to a parent, and where it comes from. */
    public record Edge(DraftTask parent, Dependency.Kind kind) {}

    private final Links links;
    private final Findings findings;
    private final Map<DraftTask, List<Edge>> edges = new LinkedHashMap<>();
    private final Map<DraftTask, Integer> index = new HashMap<>();
    /** For every task and every end of a batch: the tasks that are surely done before. */
    private final Map<WaitGraph.Node, BitSet> before = new HashMap<>();

    private final Map<DraftGroup, DraftTask> lastOfSequence = new HashMap<>();
    private final Map<String, DraftTask> lastOfFile = new HashMap<>();

    public Edges(Links links, Findings findings) {
        this.links = links;
        this.findings = findings;
    }

    /** Goes through the nodes in an order in which each one comes after all it waits for: so no new edge closes a cycle. */
    public void add(
            List<WaitGraph.Node> order,
            WaitGraph graph,
            Set<DraftGroup> sequential,
            Map<DraftTask, Set<String>> files) {
        for (WaitGraph.Node node : order) {
            BitSet done = new BitSet();
            graph.waitsFor(node).forEach(other -> done.or(reached(other)));
            before.put(node, done);
            if (node instanceof WaitGraph.Node.Task(var task) && !task.isDropped()) {
                edges.put(task, stated(task));
                if (sequential.contains(task.group)) {
                    chain(task, done);
                }
                if (task.isOpen()) {
                    files.getOrDefault(task, Set.of()).forEach(file -> share(task, file, done));
                }
            }
        }
    }

    private List<Edge> stated(DraftTask task) {
        List<Edge> stated = new ArrayList<>();
        links.parents(task).forEach(parent -> stated.add(new Edge(parent, Dependency.Kind.HARD)));
        links.followed(task).stream()
                .filter(earlier -> !links.parents(task).contains(earlier))
                .forEach(earlier -> stated.add(new Edge(earlier, Dependency.Kind.SEQUENCE)));
        return stated;
    }

    /** Everything that is done once a node is. */
    private BitSet reached(WaitGraph.Node node) {
        BitSet reached = (BitSet) before.getOrDefault(node, new BitSet()).clone();
        if (node instanceof WaitGraph.Node.Task(var task)) {
            reached.set(indexOf(task));
        }
        return reached;
    }

    private int indexOf(DraftTask task) {
        return index.computeIfAbsent(task, _ -> index.size());
    }

    private void chain(DraftTask task, BitSet done) {
        DraftTask last = lastOfSequence.put(task.group, task);
        if (last != null) {
            order(task, last, Dependency.Kind.SEQUENCE, done);
        }
    }

    private void share(DraftTask task, String file, BitSet done) {
        DraftTask last = lastOfFile.put(file, task);
        if (last != null && !done.get(indexOf(last))) {
            order(task, last, Dependency.Kind.SHARED_FILE, done);
            findings.add(
                    Rule.SHARED_FILE,
                    task.line,
                    "tasks " + last.number + " and " + task.number + " both change '" + file + "': " + task.number
                            + " waits");
        }
    }

    private void order(DraftTask task, DraftTask parent, Dependency.Kind kind, BitSet done) {
        List<Edge> own = edges.computeIfAbsent(task, _ -> new ArrayList<>());
        if (own.stream().noneMatch(edge -> edge.parent() == parent)) {
            own.add(new Edge(parent, kind));
        }
        done.or(reached(new WaitGraph.Node.Task(parent)));
    }

    public List<Edge> of(DraftTask task) {
        return edges.getOrDefault(task, List.of());
    }
}
