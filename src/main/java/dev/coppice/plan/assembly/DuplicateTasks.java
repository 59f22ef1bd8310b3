package dev.coppice.plan.assembly;

import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.head.NumberKey;
import dev.coppice.plan.outline.Outline;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** Finds tasks that share a number; the first one stays. */
public final class DuplicateTasks {

    private final Structure structure;
    private final Outline outline;
    private final Findings findings;

    public DuplicateTasks(Structure structure, Outline outline, Findings findings) {
        this.structure = structure;
        this.outline = outline;
        this.findings = findings;
    }

    public void remove() {
        Map<NumberKey, DraftTask> first = new HashMap<>();
        for (Iterator<DraftTask> tasks = structure.tasks.iterator(); tasks.hasNext(); ) {
            DraftTask task = tasks.next();
            DraftTask earlier = first.putIfAbsent(task.key(), task);
            if (earlier != null) {
                report(task, earlier);
                tasks.remove();
                task.group.tasks.remove(task);
                structure.ignored.put(task.line, "repeats task " + earlier.number);
            }
        }
    }

    private void report(DraftTask task, DraftTask earlier) {
        String where = "task " + task.number + " stands at line " + earlier.line + " and at line " + task.line;
        if (text(task).equals(text(earlier))) {
            findings.add(Rule.REPEATED_TASK, task.line, where + ", with the same text: read once");
        } else {
            findings.add(Rule.DUPLICATE_TASK, task.line, where + ", with different texts");
        }
    }

    private String text(DraftTask task) {
        String body = outline.source().slice(task.firstLine(), task.lastLine);
        return task.title + "\n" + body.strip();
    }
}
