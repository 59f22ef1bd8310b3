package dev.coppice.plan.checklist;

import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.head.Head;
import dev.coppice.plan.text.SourceText;
import java.util.Map;

/** Builds the structure of a plan from its items: each task takes the lines up to the next task, within its list. */
public final class Draft {

    private static final int LEVEL = 7;

    private final Structure structure = new Structure();

    public Structure structure() {
        return structure;
    }

    /** A group that begins at a line of its own: a heading, or an item. */
    public DraftGroup group(DraftGroup group) {
        endTask(group.line);
        structure.groups.add(group);
        structure.groupHeads.add(group.line);
        return group;
    }

    public DraftTask task(DraftGroup group, Head.Task head, Item item) {
        endTask(item.line());
        group.endIntro(item.line());
        var task = new DraftTask(DraftTask.Form.ENTRY, head, item.line(), LEVEL, group, Map.of());
        task.lastLine = item.lastLine();
        task.optional = item.optional();
        group.tasks.add(task);
        structure.tasks.add(task);
        return task;
    }

    public void endTask(int line) {
        if (!structure.tasks.isEmpty()) {
            DraftTask last = structure.tasks.getLast();
            last.lastLine = Math.min(last.lastLine, line - 1);
        }
    }

    /** Blank lines at the end of a task are not part of it. */
    public Structure finish(SourceText source) {
        for (DraftTask task : structure.tasks) {
            while (task.lastLine > task.line && source.line(task.lastLine).isBlank()) {
                task.lastLine--;
            }
        }
        structure.groups.forEach(group -> group.endIntro(source.lines() + 1));
        return structure;
    }
}
