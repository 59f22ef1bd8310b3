package dev.coppice.plan.kiro;

import dev.coppice.plan.assembly.Manner;
import dev.coppice.plan.checklist.Checklist;
import dev.coppice.plan.checklist.ChecklistMarks;
import dev.coppice.plan.content.Field;
import dev.coppice.plan.content.FieldKind;
import dev.coppice.plan.content.TaskFields;
import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.head.Mark;
import dev.coppice.plan.order.Links;
import dev.coppice.plan.outline.PlanSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Fields in italics, and an order that waves, dependencies or the document itself give. */
final class KiroManner implements Manner {

    private final PlanSource source;
    private final Findings findings;

    KiroManner(PlanSource source, Findings findings) {
        this.source = source;
        this.findings = findings;
    }

    @Override
    public String dialect() {
        return KiroDialect.NAME;
    }

    @Override
    public String taskForm() {
        return "a task is '- [ ] 1.1 Title' below '- [ ] 1. Group'";
    }

    /** What an item says of dependencies holds for all items below it. */
    @Override
    public List<Field> fields(DraftTask task, PlanSource plan) {
        List<Field> fields = new ArrayList<>(ItalicFields.between(plan.outline(), task.line + 1, task.lastLine));
        if (task.group.line < task.line) {
            ItalicFields.between(plan.outline(), task.group.line + 1, task.group.introEnd()).stream()
                    .filter(field -> field.kind() == FieldKind.DEPENDS)
                    .forEach(fields::add);
        }
        fields.addAll(TaskFields.of(task, plan.outline()));
        return fields;
    }

    @Override
    public void marks(Structure structure, Map<DraftTask, List<Field>> fields, PlanSource plan, Findings found) {
        ChecklistMarks.report(structure, found);
        for (DraftGroup group : structure.groups) {
            List<DraftTask> open =
                    group.tasks.stream().filter(DraftTask::isOpen).toList();
            if (group.mark == Mark.DONE && !open.isEmpty()) {
                List<String> numbers = open.stream().map(task -> task.number).toList();
                found.add(
                        open.stream().allMatch(task -> task.optional) ? Rule.OPEN_OPTIONAL : Rule.GROUP_MARKED_DONE,
                        group.line,
                        group.name() + " is marked done, but tasks of it are not: " + String.join(", ", numbers)
                                + " will run");
            }
        }
    }

    @Override
    public void order(Structure structure, Map<DraftTask, List<Field>> fields, Links links) {
        List<Wave> waves = WavesReader.read(source.outline(), findings);
        if (!waves.isEmpty()) {
            new WaveOrder(structure, links, findings).add(waves);
        } else {
            new DocumentOrder(structure, links).add(fields);
        }
    }

    @Override
    public Pattern entries() {
        return Checklist.BOX;
    }
}
