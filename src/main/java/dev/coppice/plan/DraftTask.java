package dev.coppice.plan;

import java.util.Map;

/** A task while the plan is being read: its head, and the lines its body takes. */
final class DraftTask {

    /** How the plan writes the task. */
    enum Form {
        HEADING,
        ENTRY,
        ROW
    }

    final Form form;
    final String number;
    final String title;
    final int line;
    final int level;
    final DraftGroup group;
    /** The cells of a table's row, by their column; empty for the other forms. */
    final Map<String, String> cells;

    Mark mark;
    int lastLine;

    DraftTask(Form form, Head.Task head, int line, int level, DraftGroup group, Map<String, String> cells) {
        this.form = form;
        this.number = head.number();
        this.title = head.title();
        this.mark = head.mark();
        this.line = line;
        this.level = level;
        this.group = group;
        this.cells = cells;
        this.lastLine = line;
    }

    NumberKey key() {
        return NumberKey.of(number);
    }

    /** The first line of the body: the head of a heading is not part of it, a row or an entry is its own body. */
    int firstLine() {
        return form == Form.HEADING ? line + 1 : line;
    }

    boolean isDropped() {
        return mark == Mark.DROPPED || group.isDropped();
    }

    boolean isDone() {
        return mark == Mark.DONE;
    }

    boolean isOpen() {
        return !isDone() && !isDropped();
    }
}
