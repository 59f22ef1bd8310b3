package dev.coppice.plan.assembly;

import dev.coppice.plan.content.Field;
import dev.coppice.plan.content.TaskFields;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.order.Links;
import dev.coppice.plan.outline.PlanSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a dialect reads in its own way once it has found its groups and tasks. */
public interface Manner {

    /** The name of the dialect. */
    String dialect();

    /** What a plan without a task is told. */
    String taskForm();

    /** What an entry of a list that is no task is told. */
    default String entryForm() {
        return taskForm();
    }

    /** What the task's lines say, and what its head does. */
    default List<Field> fields(DraftTask task, PlanSource source) {
        return TaskFields.of(task, source.outline());
    }

    /** Gathers the done marks; those of the heads are there already. */
    void marks(Structure structure, Map<DraftTask, List<Field>> fields, PlanSource source, Findings findings);

    /** The order that no field states. */
    default void order(Structure structure, Map<DraftTask, List<Field>> fields, Links links) {}

    /** Whether whole numbers outside of batches mean steps. */
    default boolean chainsWholeNumbers() {
        return false;
    }

    /** Whether what stands before the first task is for every task's agent. */
    default boolean hasContext() {
        return true;
    }

    /** Lines of lists that look like tasks, wherever they stand. */
    default Pattern entries() {
        return HeadScan.CHECKBOX;
    }
}
