package dev.coppice.plan.draft;

import dev.coppice.plan.DoneMark;
import dev.coppice.plan.head.Head;
import dev.coppice.plan.head.Mark;
import dev.coppice.plan.head.NumberKey;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task while the plan is being read: its head, and the lines its body takes. */
public final class DraftTask {

    /** How the plan writes the task. */
    public enum Form {
        HEADING,
        ENTRY,
        ROW
    }

    public final Form form;
    public final String number;
    public final String title;
    private final NumberKey key;
    public final int line;
    public final int level;
    public final DraftGroup group;
    /** The cells of a table's row, by their column; empty for the other forms. */
    public final Map<String, String> cells;

    /** The agent's text where it is not the task's lines, as in JSON. */
    public @Nullable String text;

    /** Where the character that says whether the task is done stands, if it has such a place. */
    public Optional<DoneMark> doneMark = Optional.empty();

    /** May be left out, by its plan's own words. */
    public boolean optional;

    /** The plan's word for a task that is not to run, other than a line through it; "" if none. */
    public String dropReason = "";

    /** May run beside its neighbours. */
    public boolean parallel;

    public Mark mark;
    public int lastLine;

    public DraftTask(Form form, Head.Task head, int line, int level, DraftGroup group, Map<String, String> cells) {
        this.form = form;
        this.number = head.number();
        this.key = NumberKey.of(head.number());
        this.title = head.title();
        this.mark = head.mark();
        this.line = line;
        this.level = level;
        this.group = group;
        this.cells = cells;
        this.lastLine = line;
    }

    public NumberKey key() {
        return key;
    }

    /** The first line of the body: the head of a heading is not part of it, a row or an entry is its own body. */
    public int firstLine() {
        return form == Form.HEADING ? line + 1 : line;
    }

    public boolean isDropped() {
        return mark == Mark.DROPPED || group.isDropped();
    }

    /** Why the task is never run. */
    public String droppedBecause() {
        return dropReason.isEmpty() ? mark == Mark.DROPPED ? "struck out" : "in a struck-out group" : dropReason;
    }

    public boolean isDone() {
        return mark == Mark.DONE;
    }

    public boolean isOpen() {
        return !isDone() && !isDropped();
    }
}
