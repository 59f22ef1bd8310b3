package dev.coppice.plan.checklist;

import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.head.Mark;

/** Says what the boxes of a checklist are taken for. */
public final class ChecklistMarks {

    private ChecklistMarks() {}

    public static void report(Structure structure, Findings findings) {
        for (DraftTask task : structure.tasks) {
            if (task.mark == Mark.DROPPED) {
                findings.add(
                        Rule.DROPPED_TASK,
                        task.line,
                        "task " + task.number + " is " + task.droppedBecause() + ": it is not queued");
            } else if (task.mark == Mark.UNKNOWN) {
                findings.add(
                        Rule.UNKNOWN_MARK,
                        task.line,
                        "the mark of task " + task.number + " is unknown: it counts as not done");
            } else if (task.optional && task.isOpen()) {
                findings.add(
                        Rule.OPTIONAL_TASK,
                        task.line,
                        "task " + task.number + " is optional and runs like the others; strike it out to leave it out");
            }
        }
    }
}
