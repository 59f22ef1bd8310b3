package dev.coppice.plan.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the tables of a plan, with escaped bars and bars in code spans left alone. */
public final class TableReader {

    private static final Pattern RULE = Pattern.compile("[ \\t|:-]*-[ \\t|:-]*");

    private TableReader() {}

    public static List<Table> read(Outline outline) {
        List<Table> tables = new ArrayList<>();
        int lines = outline.source().lines();
        for (int line = 1; line < lines; line++) {
            if (isRow(outline, line) && isRule(outline, line + 1)) {
                Table table = table(outline, line);
                tables.add(table);
                line = table.lastLine();
            }
        }
        return tables;
    }

    private static boolean isRow(Outline outline, int line) {
        return outline.place(line) == Place.OPEN && outline.source().line(line).indexOf('|') >= 0;
    }

    private static boolean isRule(Outline outline, int line) {
        return isRow(outline, line) && RULE.matcher(outline.source().line(line)).matches();
    }

    private static Table table(Outline outline, int line) {
        List<Table.Row> rows = new ArrayList<>();
        for (int row = line + 2; row <= outline.source().lines() && isRow(outline, row); row++) {
            rows.add(new Table.Row(row, cells(outline.source().line(row))));
        }
        return new Table(line, cells(outline.source().line(line)), rows);
    }

    public static List<String> cells(String row) {
        String text = row.strip();
        text = text.startsWith("|") ? text.substring(1) : text;
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean code = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '|') {
                cell.append('|');
                i++;
            } else if (c == '|' && !code) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                code = c == '`' ? !code && text.indexOf('`', i + 1) >= 0 : code;
                cell.append(c);
            }
        }
        if (!cell.toString().isBlank()) {
            cells.add(cell.toString().strip());
        }
        return cells;
    }
}
