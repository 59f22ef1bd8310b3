package dev.coppice.plan.taskmaster;

import dev.coppice.plan.assembly.Manner;
import dev.coppice.plan.checklist.ChecklistMarks;
import dev.coppice.plan.content.Field;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.outline.PlanSource;
import java.util.List;
import java.util.Map;

/** Everything stands in fields, the order in dependencies. */
final class TaskmasterManner implements Manner {

    private final Map<DraftTask, List<Field>> fields;

    TaskmasterManner(Map<DraftTask, List<Field>> fields) {
        this.fields = fields;
    }

    @Override
    public String dialect() {
        return TaskmasterDialect.NAME;
    }

    @Override
    public String taskForm() {
        return "the list \"tasks\" is empty";
    }

    @Override
    public List<Field> fields(DraftTask task, PlanSource source) {
        return fields.getOrDefault(task, List.of());
    }

    @Override
    public void marks(Structure structure, Map<DraftTask, List<Field>> all, PlanSource source, Findings findings) {
        ChecklistMarks.report(structure, findings);
    }

    @Override
    public boolean hasContext() {
        return false;
    }
}
