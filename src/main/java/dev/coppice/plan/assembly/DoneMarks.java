package dev.coppice.plan.assembly;

import dev.coppice.plan.content.Field;
import dev.coppice.plan.content.FieldKind;
import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.head.Head;
import dev.coppice.plan.head.Mark;
import dev.coppice.plan.head.NumberKey;
import dev.coppice.plan.head.TaskRow;
import dev.coppice.plan.outline.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers what the plan says about being done: in the head, in a Status field, on the first bullet, in a summary. */
public final class DoneMarks {

    private final Structure structure;
    private final Findings findings;
    private final Map<NumberKey, DraftTask> tasks = new HashMap<>();

    public DoneMarks(Structure structure, Findings findings) {
        this.structure = structure;
        this.findings = findings;
        structure.tasks.forEach(task -> tasks.put(task.key(), task));
    }

    /** What heads say stands in the tasks already: this reads all that says it elsewhere. */
    public void gather(Map<DraftTask, List<Field>> fields, List<Table> tables) {
        fields.forEach(this::applyFields);
        structure.summaries.forEach((_, summary) -> merge(summary));
        tables.forEach(this::applyTable);
    }

    /** Says what the marks of tasks and groups are taken for. */
    public void report() {
        structure.tasks.forEach(this::report);
        structure.groups.forEach(this::reportGroup);
    }

    private void applyFields(DraftTask task, List<Field> fields) {
        for (Field field : fields) {
            if (field.kind() == FieldKind.STATUS) {
                task.mark = task.mark.and(Mark.ofStatus(field.inline().text()));
            }
        }
        fields.stream()
                .filter(field -> !field.box().equals(Field.NO_BOX))
                .findFirst()
                .filter(field -> Mark.ofBox(field.box()) == Mark.DONE)
                .ifPresent(_ -> task.mark = task.mark.and(Mark.DONE));
    }

    private void merge(Head.Task summary) {
        DraftTask task = tasks.get(NumberKey.of(summary.number()));
        if (task != null) {
            task.mark = task.mark.and(summary.mark());
        }
    }

    /** A table that lists tasks by number with a status may stand anywhere. */
    private void applyTable(Table table) {
        if (table.numberColumn() < 0 || table.statusColumn() < 0) {
            return;
        }
        for (Table.Row row : table.rows()) {
            if (TaskRow.read(table, row) instanceof Head.Task summary && !structure.isTask(row.line())) {
                merge(summary);
            }
        }
    }

    private void report(DraftTask task) {
        switch (task.mark) {
            case DROPPED ->
                findings.add(
                        Rule.DROPPED_TASK,
                        task.line,
                        "task " + task.number + " is " + task.droppedBecause() + ": it is not queued");
            case UNKNOWN ->
                findings.add(
                        Rule.UNKNOWN_MARK,
                        task.line,
                        "the mark of task " + task.number + " is unknown: it counts as not done");
            case NONE, OPEN, DONE -> {}
        }
    }

    /** Only a task's own mark counts: a phase called complete whose tasks are not may as well be out of date. */
    private void reportGroup(DraftGroup group) {
        if (group.mark == Mark.DROPPED) {
            group.tasks.forEach(task -> findings.add(
                    Rule.DROPPED_TASK,
                    task.line,
                    "task " + task.number + " is in a struck-out group: it is not queued"));
        }
        List<String> open = group.tasks.stream()
                .filter(DraftTask::isOpen)
                .map(task -> task.number)
                .toList();
        if (group.mark == Mark.DONE && !open.isEmpty()) {
            findings.add(
                    Rule.GROUP_MARKED_DONE,
                    group.line,
                    group.name() + " is marked done, but its tasks are not: " + String.join(", ", open) + " will run");
        }
    }
}
