package dev.coppice.plan.head;

import dev.coppice.plan.outline.Table;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a row of a table of tasks. */
public final class TaskRow {

    private static final Pattern NUMBER =
            Pattern.compile("(~~)?(?:Task\\s+)?(" + NumberKey.FORM + ")(~~)?", Pattern.CASE_INSENSITIVE);

    private TaskRow() {}

    public static Head read(Table table, Table.Row row) {
        String number = cell(row, table.numberColumn());
        Matcher matcher = NUMBER.matcher(number.replaceAll("[*_`]", "").strip());
        if (!matcher.matches()) {
            return number.isBlank() && row.cells().stream().allMatch(String::isBlank)
                    ? new Head.Other()
                    : new Head.Unreadable("", true, "no task number in the row: '" + number + "'");
        }
        MarkedText title = MarkedText.of(cell(row, table.titleColumn()));
        if (title.text().isEmpty()) {
            return new Head.Unreadable(matcher.group(2), true, "the row of task " + matcher.group(2) + " has no title");
        }
        Mark mark = matcher.group(1) == null ? title.mark() : Mark.DROPPED;
        Mark status = table.statusColumn() < 0 ? Mark.NONE : Mark.ofStatus(cell(row, table.statusColumn()));
        return new Head.Task(matcher.group(2), title.text(), mark.and(status), title.box());
    }

    private static String cell(Table.Row row, int column) {
        return column < row.cells().size() ? row.cells().get(column) : "";
    }
}
