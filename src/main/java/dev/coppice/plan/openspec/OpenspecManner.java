package dev.coppice.plan.openspec;

import dev.coppice.plan.assembly.Manner;
import dev.coppice.plan.checklist.Checklist;
import dev.coppice.plan.checklist.ChecklistMarks;
import dev.coppice.plan.content.Field;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.outline.PlanSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Boxes are the only marks, and the document the only order. */
final class OpenspecManner implements Manner {

    @Override
    public String dialect() {
        return OpenspecDialect.NAME;
    }

    @Override
    public String taskForm() {
        return "a task is '- [ ] 1.1 Title' below '## 1. Group'";
    }

    @Override
    public void marks(Structure structure, Map<DraftTask, List<Field>> fields, PlanSource source, Findings findings) {
        ChecklistMarks.report(structure, findings);
    }

    @Override
    public Pattern entries() {
        return Checklist.BOX;
    }
}
