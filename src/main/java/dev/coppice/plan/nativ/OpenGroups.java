package dev.coppice.plan.nativ;

import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.head.Head;
import dev.coppice.plan.head.NumberKey;
import dev.coppice.plan.outline.Heading;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The groups that are open at a point of the document, and where a task that stands outside of them belongs. */
public final class OpenGroups {

    private final Structure structure;
    private final Findings findings;
    private final String planTitle;
    private final Deque<DraftGroup> open = new ArrayDeque<>();

    private @Nullable DraftGroup lastClosed;
    private @Nullable DraftGroup implicit;
    private @Nullable Heading foreign;

    public OpenGroups(Structure structure, Findings findings, String planTitle) {
        this.structure = structure;
        this.findings = findings;
        this.planTitle = planTitle;
    }

    public boolean isInside() {
        return !open.isEmpty();
    }

    /** The level of the innermost open group, or 0. */
    public int level() {
        return open.isEmpty() ? 0 : open.element().level;
    }

    /** The heading that closed the last group, or that stands before every group. */
    @Nullable
    public Heading foreign() {
        return foreign;
    }

    public void enter(Head.Group head, Heading heading) {
        close(heading.level(), heading.line());
        implicit = null;
        foreign = null;
        DraftGroup outer = open.peek();
        if (outer != null) {
            outer.hasInner = true;
            outer.endIntro(heading.line());
        }
        DraftGroup group = DraftGroup.of(head, heading, outer);
        structure.groupHeads.add(heading.line());
        structure.groups.add(group);
        open.push(group);
    }

    /** A heading that is no head of a group closes the groups of its level and below. */
    public void pass(Heading heading) {
        close(heading.level(), heading.line());
        if (open.isEmpty()) {
            foreign = heading;
        }
    }

    /** The document ends before a line. */
    public void finish(int line) {
        close(0, line);
    }

    private void close(int level, int line) {
        boolean innermost = true;
        while (!open.isEmpty() && open.element().level >= level) {
            DraftGroup closed = open.pop();
            closed.endIntro(line);
            lastClosed = innermost ? closed : lastClosed;
            innermost = false;
        }
    }

    /** The group of a task that starts here. */
    public DraftGroup of(Head.Task task, int line, int level) {
        while (!open.isEmpty() && open.element().level > level) {
            lastClosed = open.pop();
        }
        DraftGroup group = open.peek();
        if (group == null) {
            group = lastClosed != null && belongs(task, lastClosed) ? reopen(lastClosed, task, line) : outside(line);
        }
        group.endIntro(line);
        return group;
    }

    private static boolean belongs(Head.Task task, DraftGroup group) {
        NumberKey key = NumberKey.of(task.number());
        boolean prefix = key.isDotted() && key.first() == group.key().first();
        return prefix
                || (!group.tasks.isEmpty()
                        && key.continues(group.tasks.getLast().key()));
    }

    private DraftGroup reopen(DraftGroup group, Head.Task task, int line) {
        String closer =
                foreign == null ? "" : " although '" + foreign.text() + "' at line " + foreign.line() + " closed it";
        findings.add(Rule.KEPT_GROUP, line, "task " + task.number() + " is read as part of " + group.name() + closer);
        open.push(group);
        return group;
    }

    private DraftGroup outside(int line) {
        if (implicit != null) {
            return implicit;
        }
        String title = foreign == null ? planTitle : foreign.text();
        DraftGroup group = DraftGroup.implicit(title, line);
        implicit = group;
        structure.groups.add(group);
        return group;
    }
}
