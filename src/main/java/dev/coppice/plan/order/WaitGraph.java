package dev.coppice.plan.order;

import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who waits for whom: a task for its parents and for the batches that its batch needs, the end of a batch for its
 * tasks and for the same batches. Walked with a stack of its own, since a chain may be thousands of tasks long.
 */
public final class WaitGraph {

    /** A task, or the end of a batch. */
    public sealed interface Node {
        record Task(DraftTask task) implements Node {}

        record End(DraftGroup batch) implements Node {}
    }

    private final Structure structure;
    private final Links links;

    public WaitGraph(Structure structure, Links links) {
        this.structure = structure;
        this.links = links;
    }

    public List<Node> waitsFor(Node node) {
        List<Node> nodes = new ArrayList<>();
        switch (node) {
            case Node.Task(var task) -> {
                links.needs(task.group).forEach(batch -> nodes.add(new Node.End(batch)));
                links.parents(task).forEach(parent -> nodes.add(new Node.Task(parent)));
                links.followed(task).forEach(earlier -> nodes.add(new Node.Task(earlier)));
            }
            case Node.End(var batch) -> {
                links.needs(batch).forEach(needed -> nodes.add(new Node.End(needed)));
                batch.tasks.forEach(task -> nodes.add(new Node.Task(task)));
            }
        }
        return nodes;
    }

    /** One way from a node back to itself, its first node repeated at the end; empty if there is none. */
    public List<Node> cycle() {
        return walk(new ArrayList<>());
    }

    /** All nodes, each one after everything that it waits for, and otherwise in the order of the document. */
    public List<Node> inOrder() {
        List<Node> order = new ArrayList<>();
        walk(order);
        return order;
    }

    /** The nodes that wait for one of the tasks given, directly or not. */
    public Set<Node> waitingFor(List<DraftTask> tasks) {
        Map<Node, List<Node>> waiting = new HashMap<>();
        for (Node node : nodes()) {
            waitsFor(node)
                    .forEach(other -> waiting.computeIfAbsent(other, _ -> new ArrayList<>())
                            .add(node));
        }
        Set<Node> found = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        tasks.forEach(task -> open.add(new Node.Task(task)));
        while (!open.isEmpty()) {
            for (Node node : waiting.getOrDefault(open.pop(), List.of())) {
                if (found.add(node)) {
                    open.push(node);
                }
            }
        }
        return found;
    }

    private List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        structure.tasks.forEach(task -> nodes.add(new Node.Task(task)));
        structure.batches().forEach(batch -> nodes.add(new Node.End(batch)));
        return nodes;
    }

    private List<Node> walk(List<Node> finished) {
        Set<Node> seen = new HashSet<>();
        for (Node start : nodes()) {
            if (seen.add(start)) {
                List<Node> cycle = walkFrom(start, seen, finished);
                if (!cycle.isEmpty()) {
                    return cycle;
                }
            }
        }
        return List.of();
    }

    private List<Node> walkFrom(Node start, Set<Node> seen, List<Node> finished) {
        List<Node> path = new ArrayList<>(List.of(start));
        Set<Node> onPath = new HashSet<>(path);
        Deque<Iterator<Node>> open = new ArrayDeque<>();
        open.push(waitsFor(start).iterator());
        while (!open.isEmpty()) {
            if (!open.element().hasNext()) {
                open.pop();
                Node last = path.removeLast();
                onPath.remove(last);
                finished.add(last);
                continue;
            }
            Node next = open.element().next();
            if (onPath.contains(next)) {
                List<Node> cycle = new ArrayList<>(path.subList(path.indexOf(next), path.size()));
                cycle.add(next);
                return cycle;
            }
            if (seen.add(next)) {
                path.add(next);
                onPath.add(next);
                open.push(waitsFor(next).iterator());
            }
        }
        return List.of();
    }
}
