package dev.coppice.plan.nativ;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.assembly.Dialect;
import dev.coppice.plan.assembly.Reading;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.outline.PlanSource;
import dev.coppice.plan.outline.TableReader;
import java.util.Set;

/** Batches of tasks with headings, and its variants: tasks as entries of a list, or as rows of a table. */
public final class NativeDialect implements Dialect {

    private static final Set<String> BATCHES = Set.of("Batch", "Wave");

    @Override
    public String name() {
        return "native";
    }

    @Override
    public boolean recognises(PlanSource source) {
        Structure structure = structure(source, new Findings(source.outline().source()));
        return !structure.tasks.isEmpty() && !isOfSteps(structure);
    }

    @Override
    public ParsedPlan read(PlanSource source, Findings findings) {
        return new Reading(source, findings, new NativeManner()).ofMarkdown(structure(source, findings));
    }

    public static Structure structure(PlanSource source, Findings findings) {
        return StructureReader.read(source.outline(), TableReader.read(source.outline()), findings, source.title());
    }

    /** Whether all tasks have headings with whole numbers, and none stands in a batch. */
    public static boolean isOfSteps(Structure structure) {
        return !structure.tasks.isEmpty()
                && structure.tasks.stream()
                        .allMatch(task -> task.form == DraftTask.Form.HEADING
                                && !task.key().isDotted()
                                && task.key().prefix().isEmpty())
                && structure.groups.stream().noneMatch(group -> BATCHES.contains(group.kind));
    }
}
