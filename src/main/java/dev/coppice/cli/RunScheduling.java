package dev.coppice.cli;

import dev.coppice.queue.Scheduling;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** When and how often a run's tasks may run, in the form that {@link RunRequest} carries; a deadline of 0 seconds is none, as is an empty budget. */
record RunScheduling(int priority, int retries, long deadlineSeconds, String budgetUsd) {

    /** In turn with all others, without retries, deadline or budget. */
    static final RunScheduling USUAL = new RunScheduling(0, 0, 0, "");

    Optional<BigDecimal> budget() {
        return Optional.of(budgetUsd).filter(amount -> !amount.isEmpty()).map(BigDecimal::new);
    }

    Scheduling scheduling() {
        return new Scheduling(
                Optional.empty(),
                priority,
                retries,
                Optional.of(deadlineSeconds).filter(seconds -> seconds > 0).map(Duration::ofSeconds));
    }
}
