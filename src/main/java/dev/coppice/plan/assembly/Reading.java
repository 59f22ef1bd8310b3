package dev.coppice.plan.assembly;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.Plan;
import dev.coppice.plan.content.Field;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.outline.PlanSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the groups and tasks that a dialect has found to the plan: the way that all dialects share. */
public final class Reading {

    private static final int MOST_TASKS = 5_000;
    private static final int MOST_GROUPS = 1_000;

    private final PlanSource source;
    private final Findings findings;
    private final Manner manner;

    public Reading(PlanSource source, Findings findings, Manner manner) {
        this.source = source;
        this.findings = findings;
        this.manner = manner;
    }

    /** The plan of a Markdown text: first every line that looks like a task is accounted for. */
    public ParsedPlan ofMarkdown(Structure structure) {
        new HeadScan(structure, source.outline(), findings, manner.entries(), manner.entryForm()).account();
        structure.reveal();
        return of(structure);
    }

    public ParsedPlan of(Structure structure) {
        new DuplicateTasks(structure, source.outline(), findings, manner.dialect()).remove();
        if (structure.tasks.isEmpty()) {
            findings.add(Rule.NO_TASK, 1, "no task found: " + manner.taskForm());
        }
        if (structure.tasks.size() > MOST_TASKS || structure.groups.size() > MOST_GROUPS) {
            findings.add(
                    Rule.TOO_LARGE, 1, "a plan has at most " + MOST_TASKS + " tasks in " + MOST_GROUPS + " groups");
            return new ParsedPlan.Rejected(new Plan(manner.dialect(), source.title(), List.of()), findings.inOrder());
        }
        Map<DraftTask, List<Field>> fields = new LinkedHashMap<>();
        structure.tasks.forEach(task -> fields.put(task, manner.fields(task, source)));
        manner.marks(structure, fields, source, findings);
        new StructureChecks(structure, source.outline(), findings).check();
        Plan plan = new PlanAssembly(source, structure, findings, manner).assemble(manner.dialect(), fields);
        return findings.hasErrors()
                ? new ParsedPlan.Rejected(plan, findings.inOrder())
                : new ParsedPlan.Accepted(plan, findings.inOrder());
    }
}
