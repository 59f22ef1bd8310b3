package dev.coppice.cli.client;

import dev.coppice.cli.terminal.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of cells: in columns below their heads on a terminal, elsewhere between tabs and without heads. */
final class Table {

    private static final String STATE = "STATE";

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    /** The column of the name STATE has colours. */
    Table(String... heads) {
        this.heads = List.of(heads);
    }

    /** Cells may hold anything; what they show is harmless. */
    void row(String... cells) {
        rows.add(List.of(cells).stream().map(OneLine::of).toList());
    }

    /** Its lines. */
    List<String> lines(Look look) {
        if (!look.isTerminal()) {
            return rows.stream().map(row -> String.join("\t", row)).toList();
        }
        var lines = new ArrayList<String>();
        lines.add(line(heads, Look.PLAIN));
        rows.forEach(row -> lines.add(line(row, look)));
        return lines;
    }

    private String line(List<String> cells, Look look) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> cell(cells.get(column), column, look))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private String cell(String text, int column, Look look) {
        boolean isLast = column == heads.size() - 1;
        var padded = isLast ? text : text + " ".repeat(width(column) - text.length());
        return heads.get(column).equals(STATE) ? look.state(padded) : padded;
    }

    private int width(int column) {
        return Math.max(
                heads.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }
}
