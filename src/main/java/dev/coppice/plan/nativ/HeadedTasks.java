package dev.coppice.plan.nativ;

import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.outline.Outline;
import dev.coppice.plan.outline.PlanSource;
import java.util.Set;

/** The groups and tasks of a plan by the heads that it gives them, read once for the dialects that are told apart by them. */
public final class HeadedTasks {

    private static final Set<String> BATCHES = Set.of("Batch", "Wave");

    private final Findings found;
    private final Structure structure;

    public HeadedTasks(PlanSource source) {
        Outline outline = source.outline();
        found = new Findings(outline.source());
        structure = StructureReader.read(outline, outline.tables(), found, source.title());
    }

    public boolean isEmpty() {
        return structure.tasks.isEmpty();
    }

    /** Whether all tasks have headings with whole numbers, and none stands in a batch. */
    public boolean areSteps() {
        return !isEmpty()
                && structure.tasks.stream()
                        .allMatch(task -> task.form == DraftTask.Form.HEADING
                                && !task.key().isDotted()
                                && task.key().prefix().isEmpty())
                && structure.groups.stream().noneMatch(group -> BATCHES.contains(group.kind));
    }

    /** The structure itself, for the one dialect that goes on with it and with what was found on the way. */
    public Structure handOver(Findings findings) {
        findings.addAll(found);
        return structure;
    }
}
