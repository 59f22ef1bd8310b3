package dev.coppice.plan.draft;

import dev.coppice.plan.head.GroupTitle;
import dev.coppice.plan.head.Head;
import dev.coppice.plan.head.Mark;
import dev.coppice.plan.head.NumberKey;
import dev.coppice.plan.outline.Heading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group while the plan is being read. A group of tasks that stand outside every group has neither kind nor number. */
public final class DraftGroup {

    public final String kind;
    public final String number;
    private final NumberKey key;
    public final GroupTitle title;
    public final Mark mark;
    public final int level;
    public final int line;
    public final @Nullable DraftGroup outer;
    public final List<DraftTask> tasks = new ArrayList<>();

    private int introEnd;

    public boolean hasInner;

    /** The mode that the dialect gives the group where the plan does not say; "" if none. */
    public String imposedMode = "";

    /** The heading around a group that has no outer group; "" if none. */
    public String section = "";

    /** May run beside its neighbours. */
    public boolean parallel;

    private DraftGroup(Head.Group head, int level, int line, @Nullable DraftGroup outer) {
        this.kind = head.kind();
        this.number = head.number();
        this.key = NumberKey.of(number);
        this.title = GroupTitle.of(head.rest());
        this.mark = head.mark();
        this.level = level;
        this.line = line;
        this.outer = outer;
    }

    private DraftGroup(String kind, String number, GroupTitle title, Mark mark, int level, int line) {
        this.kind = kind;
        this.number = number;
        this.key = NumberKey.of(number);
        this.title = title;
        this.mark = mark;
        this.level = level;
        this.line = line;
        this.outer = null;
    }

    public static DraftGroup of(Head.Group head, Heading heading, @Nullable DraftGroup outer) {
        return new DraftGroup(head, heading.level(), heading.line(), outer);
    }

    public static DraftGroup implicit(String title, int line) {
        return new DraftGroup(new Head.Group("", "", title, Mark.NONE), 1, line, null);
    }

    /** A group of a dialect whose groups are any headings, or entries of a list: the title stands as it is, its remarks included. */
    public static DraftGroup titled(String kind, String number, String title, Mark mark, int line) {
        return new DraftGroup(kind, number, GroupTitle.plain(title), mark, 2, line);
    }

    /** The first task, the first inner group or the end of the group is here. */
    public void endIntro(int line) {
        introEnd = introEnd == 0 ? line - 1 : introEnd;
    }

    /** The last line before the first task or inner group: up to there, fields are the group's own. */
    public int introEnd() {
        return Math.max(introEnd, line);
    }

    public boolean isImplicit() {
        return kind.isEmpty();
    }

    /** A group that only holds other groups is a phase around batches and no batch itself. */
    public boolean isBatch() {
        return !tasks.isEmpty() || !hasInner;
    }

    public boolean isDropped() {
        return mark == Mark.DROPPED || (outer != null && outer.isDropped());
    }

    public String name() {
        return isImplicit()
                ? "the tasks outside every group"
                : number.isEmpty() ? "'" + title.text() + "'" : kind + " " + number;
    }

    public String label() {
        return title.text().isEmpty() || number.isEmpty() ? name() : name() + ": " + title.text();
    }

    public NumberKey key() {
        return key;
    }
}
