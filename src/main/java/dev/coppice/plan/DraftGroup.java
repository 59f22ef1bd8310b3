package dev.coppice.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group while the plan is being read. A group of tasks that stand outside every group has neither kind nor number. */
final class DraftGroup {

    final String kind;
    final String number;
    final GroupTitle title;
    final Mark mark;
    final int level;
    final int line;
    final @Nullable DraftGroup outer;
    final List<DraftTask> tasks = new ArrayList<>();

    private int introEnd;

    boolean hasInner;

    private DraftGroup(Head.Group head, int level, int line, @Nullable DraftGroup outer) {
        this.kind = head.kind();
        this.number = head.number();
        this.title = GroupTitle.of(head.rest());
        this.mark = head.mark();
        this.level = level;
        this.line = line;
        this.outer = outer;
    }

    static DraftGroup of(Head.Group head, Heading heading, @Nullable DraftGroup outer) {
        return new DraftGroup(head, heading.level(), heading.line(), outer);
    }

    static DraftGroup implicit(String title, int line) {
        return new DraftGroup(new Head.Group("", "", title, Mark.NONE), 1, line, null);
    }

    /** The first task, the first inner group or the end of the group is here. */
    void endIntro(int line) {
        introEnd = introEnd == 0 ? line - 1 : introEnd;
    }

    /** The last line before the first task or inner group: up to there, fields are the group's own. */
    int introEnd() {
        return Math.max(introEnd, line);
    }

    boolean isImplicit() {
        return kind.isEmpty();
    }

    /** A group that only holds other groups is a phase around batches and no batch itself. */
    boolean isBatch() {
        return !tasks.isEmpty() || !hasInner;
    }

    boolean isDropped() {
        return mark == Mark.DROPPED || (outer != null && outer.isDropped());
    }

    String name() {
        return isImplicit() ? "the tasks outside every group" : kind + " " + number;
    }

    String label() {
        return title.text().isEmpty() ? name() : name() + ": " + title.text();
    }

    NumberKey key() {
        return NumberKey.of(number);
    }
}
