package dev.coppice.plan.outline;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A table that stands at the top of the document. */
public record Table(int line, List<String> columns, List<Row> rows) implements Block {

    private static final Set<String> NUMBERS = Set.of("id", "#", "no", "no.", "number", "task id", "task #");
    private static final Set<String> TITLES = Set.of("description", "title", "task", "name", "summary");

    /** One row; a short one has fewer cells than the table has columns. */
    public record Row(int line, List<String> cells) {}

    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    public int lastLine() {
        return rows.isEmpty() ? line + 1 : rows.getLast().line();
    }

    /** The column of the tasks' numbers, or -1. */
    public int numberColumn() {
        int column = firstOf(NUMBERS, -1);
        return column >= 0
                ? column
                : columns.stream().map(Table::plain).toList().indexOf("task");
    }

    /** The column of the tasks' titles, or -1. */
    public int titleColumn() {
        return firstOf(TITLES, numberColumn());
    }

    public int statusColumn() {
        return firstOf(Set.of("status", "done", "state"), -1);
    }

    private int firstOf(Set<String> names, int except) {
        for (int i = 0; i < columns.size(); i++) {
            if (i != except && names.contains(plain(columns.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    /** A cell without emphasis and code marks around all of it. */
    public static String plain(String cell) {
        return bare(cell).toLowerCase(Locale.ROOT);
    }

    public static String bare(String cell) {
        return cell.strip().replaceAll("^[*_`~]+|[*_`~]+$", "").strip();
    }
}
