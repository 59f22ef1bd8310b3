package dev.coppice.cli.plan;

import dev.coppice.cli.terminal.OneLine;

/** A plan as a flow chart for Mermaid. */
record Mermaid(PlanGraph graph) {

    String text() {
        var text = new StringBuilder("flowchart TD\n");
        graph.plan().batches().forEach(batch -> {
            text.append("  subgraph ")
                    .append(graph.batch(batch))
                    .append(label(PlanGraph.title(batch)))
                    .append('\n');
            graph.tasks(batch)
                    .forEach((name, task) -> text.append("    ")
                            .append(name)
                            .append(label(task.number() + " " + task.title()))
                            .append(task.done() ? ":::done" : "")
                            .append('\n'));
            text.append("  end\n");
        });
        graph.arrowsOfBatches().forEach(arrow -> append(text, arrow));
        graph.arrowsOfTasks().forEach(arrow -> append(text, arrow));
        return text.append("  classDef done opacity:0.5\n").toString();
    }

    private static void append(StringBuilder text, PlanGraph.Arrow arrow) {
        text.append("  ")
                .append(arrow.from())
                .append(arrow.isDotted() ? " -.-> " : " --> ")
                .append(arrow.to())
                .append('\n');
    }

    /** In quotes, and every letter that could mean something to Mermaid, Markdown or HTML as an entity of Mermaid's. */
    private static String label(String text) {
        var label = new StringBuilder("[\"");
        OneLine.of(text).codePoints().forEach(letter -> {
            if (Character.isLetterOrDigit(letter) || " .,:-/".indexOf(letter) >= 0) {
                label.appendCodePoint(letter);
            } else {
                label.append('#').append(letter).append(';');
            }
        });
        return label.append("\"]").toString();
    }
}
