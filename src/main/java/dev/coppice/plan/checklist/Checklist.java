package dev.coppice.plan.checklist;

import dev.coppice.plan.outline.ListEntry;
import dev.coppice.plan.outline.Outline;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All items of a plan that is written as lists to check off, in the order of the document. */
public final class Checklist {

    /** A line with a box; its first group is the character in the box, its third one the text. */
    public static final Pattern BOX =
            Pattern.compile("(?:\\s*)(?:[-*+]|[0-9]{1,9}[.)])\\s+\\\\?\\[(.?)\\\\?](\\\\?\\*)?\\s+(\\S.*)");

    private static final int LONGEST = 10_000;
    private static final int TAB = 4;

    private final Outline outline;
    private final Pattern form;
    private final List<Item> items = new ArrayList<>();

    private Checklist(Outline outline, Pattern form) {
        this.outline = outline;
        this.form = form;
    }

    public static List<Item> items(Outline outline) {
        return items(outline, BOX);
    }

    /** The entries of lists that have a form, whose groups are those of a line with a box. */
    public static List<Item> items(Outline outline, Pattern form) {
        var checklist = new Checklist(outline, form);
        outline.entries().forEach(checklist::read);
        return checklist.items;
    }

    private void read(ListEntry entry) {
        int last = entry.lastLine();
        for (int line = entry.line(); line <= last; line++) {
            String text = outline.source().line(line);
            if (outline.place(line).isText() && isEntry(text)) {
                read(text, line, last);
            }
        }
    }

    /** Whether a line begins as an entry of a list does; most lines do not, and need no closer look. */
    private static boolean isEntry(String text) {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return start < text.length() && "-*+0123456789".indexOf(text.charAt(start)) >= 0;
    }

    private void read(String text, int line, int last) {
        Matcher box = form.matcher(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        if (box.matches()) {
            items.add(new Item(
                    line,
                    last,
                    indent(text),
                    box.group(1) == null ? "" : box.group(1),
                    box.group(2) != null,
                    box.group(3).strip()));
        }
    }

    private static int indent(String text) {
        int column = 0;
        for (int i = 0; i < text.length() && Character.isWhitespace(text.charAt(i)); i++) {
            column = text.charAt(i) == '\t' ? column + TAB - column % TAB : column + 1;
        }
        return column;
    }
}
