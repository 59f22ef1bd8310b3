package dev.coppice.cli.plan;

import dev.coppice.cli.terminal.OneLine;

/** A plan as a graph for Graphviz. A batch is a frame with a small node in it, where the arrows between batches begin and end. */
record Dot(PlanGraph graph) {

    String text() {
        var text = new StringBuilder("digraph plan {\n  compound=true;\n  node [shape=box];\n");
        graph.plan().batches().forEach(batch -> {
            var name = graph.batch(batch);
            text.append("  subgraph cluster_")
                    .append(name)
                    .append(" {\n    label=")
                    .append(quoted(PlanGraph.title(batch)));
            text.append(";\n    ").append(name).append(" [shape=point, style=invis];\n");
            graph.tasks(batch)
                    .forEach((task, planned) -> text.append("    ")
                            .append(task)
                            .append(" [label=")
                            .append(quoted(planned.number() + " " + planned.title()))
                            .append(planned.done() ? ", style=dashed" : "")
                            .append("];\n"));
            text.append("  }\n");
        });
        graph.arrowsOfBatches()
                .forEach(arrow -> text.append("  %1$s -> %2$s [ltail=cluster_%1$s, lhead=cluster_%2$s];\n"
                        .formatted(arrow.from(), arrow.to())));
        graph.arrowsOfTasks()
                .forEach(arrow -> text.append("  ")
                        .append(arrow.from())
                        .append(" -> ")
                        .append(arrow.to())
                        .append(arrow.isDotted() ? " [style=dotted];\n" : ";\n"));
        return text.append("}\n").toString();
    }

    /** A backslash would begin one of Graphviz's own escapes. */
    private static String quoted(String text) {
        return '"' + OneLine.of(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
