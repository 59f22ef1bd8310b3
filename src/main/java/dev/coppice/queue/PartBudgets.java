package dev.coppice.queue;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of an execution may spend, each in US dollars and more than 0; null: whatever they need.
 *
 * @param taskUsd in all attempts of the task
 * @param attemptUsd in all its rounds
 * @param hardStop whether agents at work are ended once a budget is spent that is theirs too, the execution's among them; null: no
 */
public record PartBudgets(
        @Nullable BigDecimal batchUsd,
        @Nullable BigDecimal taskUsd,
        @Nullable BigDecimal attemptUsd,
        @Nullable Boolean hardStop) {

    /** Without limits. */
    public static final PartBudgets NONE = new PartBudgets(null, null, null, null);

    /** The same, with what {@code change} says otherwise. */
    PartBudgets with(BudgetChange change) {
        return new PartBudgets(
                change.batchUsd().orElse(batchUsd),
                change.taskUsd().orElse(taskUsd),
                change.attemptUsd().orElse(attemptUsd),
                change.hardStop().orElse(hardStop));
    }

    public boolean stopsHard() {
        return Boolean.TRUE.equals(hardStop);
    }
}
