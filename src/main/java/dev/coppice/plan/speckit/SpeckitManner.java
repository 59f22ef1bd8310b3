package dev.coppice.plan.speckit;

import dev.coppice.plan.assembly.Manner;
import dev.coppice.plan.checklist.Checklist;
import dev.coppice.plan.checklist.ChecklistMarks;
import dev.coppice.plan.checklist.HeadFields;
import dev.coppice.plan.checklist.Segments;
import dev.coppice.plan.content.Field;
import dev.coppice.plan.content.TaskFields;
import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.order.Links;
import dev.coppice.plan.outline.Heading;
import dev.coppice.plan.outline.PlanSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A run of neighbours marked [P] goes side by side, everything else one after the other; phases wait for each other. */
final class SpeckitManner implements Manner {

    private final Map<DraftTask, SpeckitTask> tasks;

    SpeckitManner(Map<DraftTask, SpeckitTask> tasks) {
        this.tasks = tasks;
    }

    @Override
    public String dialect() {
        return SpeckitDialect.NAME;
    }

    @Override
    public String taskForm() {
        return "a task is '- [ ] T001 Title'";
    }

    @Override
    public List<Field> fields(DraftTask task, PlanSource source) {
        List<Field> fields = new ArrayList<>(HeadFields.of(task));
        SpeckitTask head = tasks.get(task);
        if (head != null && !head.story().isEmpty()) {
            fields.add(Field.ofCell("Story", task.line, head.story()));
        }
        fields.addAll(TaskFields.of(task, source.outline()));
        return fields;
    }

    @Override
    public void marks(Structure structure, Map<DraftTask, List<Field>> fields, PlanSource source, Findings findings) {
        ChecklistMarks.report(structure, findings);
    }

    @Override
    public void order(Structure structure, Map<DraftTask, List<Field>> fields, Links links) {
        for (DraftGroup group : structure.groups) {
            List<DraftTask> before = List.of();
            for (List<DraftTask> segment : segments(group, structure.foreign)) {
                for (DraftTask task : segment) {
                    before.forEach(earlier -> links.follow(task, earlier));
                }
                before = segment;
            }
        }
    }

    /** A heading inside a phase ends a run: tests stand above what they test. */
    private static List<List<DraftTask>> segments(DraftGroup group, List<Heading> headings) {
        List<List<DraftTask>> segments = new ArrayList<>();
        List<DraftTask> stretch = new ArrayList<>();
        int next = 0;
        for (DraftTask task : group.tasks) {
            boolean broken = false;
            while (next < headings.size() && headings.get(next).line() < task.line) {
                broken = headings.get(next++).line() > group.line;
            }
            if (broken) {
                segments.addAll(Segments.of(stretch, each -> each.parallel));
                stretch = new ArrayList<>();
            }
            if (!task.isDropped()) {
                stretch.add(task);
            }
        }
        segments.addAll(Segments.of(stretch, each -> each.parallel));
        return segments;
    }

    @Override
    public Pattern entries() {
        return Checklist.BOX;
    }
}
