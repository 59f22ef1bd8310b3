package dev.coppice.plan.nativ;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.Plan;
import dev.coppice.plan.assembly.Dialect;
import dev.coppice.plan.assembly.DoneMarks;
import dev.coppice.plan.assembly.DuplicateTasks;
import dev.coppice.plan.assembly.HeadScan;
import dev.coppice.plan.assembly.PlanAssembly;
import dev.coppice.plan.assembly.StructureChecks;
import dev.coppice.plan.content.Field;
import dev.coppice.plan.content.TaskFields;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.outline.Outline;
import dev.coppice.plan.outline.PlanSource;
import dev.coppice.plan.outline.TableReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Batches of tasks with headings, and its variants: tasks as entries of a list, or as rows of a table. */
public final class NativeDialect implements Dialect {

    private static final int MOST_TASKS = 5_000;
    private static final int MOST_GROUPS = 1_000;

    @Override
    public String name() {
        return "native";
    }

    @Override
    public boolean recognises(PlanSource source) {
        return !structure(source, new Findings(source.outline().source())).tasks.isEmpty();
    }

    @Override
    public ParsedPlan read(PlanSource source, Findings findings) {
        Outline outline = source.outline();
        Structure structure = structure(source, findings);
        new HeadScan(structure, outline, findings).account();
        new DuplicateTasks(structure, outline, findings).remove();
        if (structure.tasks.isEmpty()) {
            findings.add(Rule.NO_TASK, 1, "no task found: a task begins with '### Task 1.1: Title'");
        }
        if (structure.tasks.size() > MOST_TASKS || structure.groups.size() > MOST_GROUPS) {
            findings.add(
                    Rule.TOO_LARGE, 1, "a plan has at most " + MOST_TASKS + " tasks in " + MOST_GROUPS + " groups");
            return new ParsedPlan.Rejected(new Plan(name(), source.title(), List.of()), findings.inOrder());
        }
        Map<DraftTask, List<Field>> fields = fields(structure, outline);
        new DoneMarks(structure, findings).apply(fields, TableReader.read(outline));
        new StructureChecks(structure, outline, findings).check();
        Plan plan = new PlanAssembly(source, structure, findings).assemble(name(), fields);
        return findings.hasErrors()
                ? new ParsedPlan.Rejected(plan, findings.inOrder())
                : new ParsedPlan.Accepted(plan, findings.inOrder());
    }

    private static Structure structure(PlanSource source, Findings findings) {
        return StructureReader.read(source.outline(), TableReader.read(source.outline()), findings, source.title());
    }

    private static Map<DraftTask, List<Field>> fields(Structure structure, Outline outline) {
        Map<DraftTask, List<Field>> fields = new LinkedHashMap<>();
        structure.tasks.forEach(task -> fields.put(task, TaskFields.of(task, outline)));
        return fields;
    }
}
