package dev.coppice.queue;

import java.math.BigDecimal;
import java.util.Optional;

/** What somebody wants an execution and its parts to spend, in US dollars; what is empty stays. */
public record BudgetChange(
        Optional<BigDecimal> executionUsd,
        Optional<BigDecimal> batchUsd,
        Optional<BigDecimal> taskUsd,
        Optional<BigDecimal> attemptUsd,
        Optional<Boolean> hardStop) {

    /** Everything stays. */
    public static final BudgetChange NONE = ofExecution(Optional.empty());

    public static BudgetChange ofExecution(Optional<BigDecimal> amount) {
        return new BudgetChange(amount, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public boolean isNone() {
        return equals(NONE);
    }
}
