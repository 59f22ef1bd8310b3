package dev.coppice.plan.assembly;

import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.head.NumberKey;
import dev.coppice.plan.outline.Outline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds tasks that share a number; the first one stays. */
public final class DuplicateTasks {

    private final Structure structure;
    private final Outline outline;
    private final Findings findings;
    private final String dialect;

    public DuplicateTasks(Structure structure, Outline outline, Findings findings, String dialect) {
        this.dialect = dialect;
        this.structure = structure;
        this.outline = outline;
        this.findings = findings;
    }

    public void remove() {
        Map<NumberKey, DraftTask> first = new HashMap<>();
        Map<NumberKey, Integer> times = new HashMap<>();
        Set<DraftTask> repeated = new HashSet<>();
        for (DraftTask task : structure.tasks) {
            DraftTask earlier = first.putIfAbsent(task.key(), task);
            times.merge(task.key(), 1, Integer::sum);
            if (earlier != null && isRepeated(task, earlier, times.getOrDefault(task.key(), 2))) {
                repeated.add(task);
                structure.ignored.put(task.line, "repeats task " + earlier.number);
            }
        }
        structure.tasks.removeAll(repeated);
        structure.groups.forEach(group -> group.tasks.removeAll(repeated));
    }

    /** A task with another text stays, to be shown with the others of a plan that is rejected. */
    private boolean isRepeated(DraftTask task, DraftTask earlier, int time) {
        String where = "task " + task.number + " stands at line " + earlier.line + " and at line " + task.line;
        if (text(task).equals(text(earlier))) {
            findings.add(Rule.REPEATED_TASK, task.line, where + ", with the same text: read once");
            return true;
        }
        String offer = dialect.equals("spec-kit") ? ": call this one " + task.number + "#" + time : "";
        findings.add(Rule.DUPLICATE_TASK, task.line, where + ", with different texts" + offer);
        return false;
    }

    private String text(DraftTask task) {
        String body = outline.source().slice(task.firstLine(), task.lastLine);
        return task.title + "\n" + body.strip();
    }
}
