package dev.coppice.plan.nativ;

import dev.coppice.plan.assembly.DoneMarks;
import dev.coppice.plan.assembly.Manner;
import dev.coppice.plan.content.Field;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.outline.PlanSource;
import java.util.List;
import java.util.Map;

/** Marks wherever plans of batches put them, and steps where they number their tasks 1, 2, 3. */
final class NativeManner implements Manner {

    @Override
    public String dialect() {
        return NativeDialect.NAME;
    }

    @Override
    public String taskForm() {
        return "a task begins with '### Task 1.1: Title'";
    }

    @Override
    public String entryForm() {
        return "a task is '- [ ] **Task 1.1: Title**'";
    }

    @Override
    public void marks(Structure structure, Map<DraftTask, List<Field>> fields, PlanSource source, Findings findings) {
        var marks = new DoneMarks(structure, findings);
        marks.gather(fields, source.outline().tables());
        marks.report();
    }

    @Override
    public boolean chainsWholeNumbers() {
        return true;
    }
}
