package dev.coppice.cli;

import dev.coppice.queue.Scheduling;
import java.time.Duration;
import java.util.Optional;

/** When and how often a run's tasks may run, in the form that {@link RunRequest} carries; a deadline of 0 seconds is none. */
record RunScheduling(int priority, int retries, long deadlineSeconds, RunBudgets budgets) {

    /** In turn with all others, without retries, deadline or budget. */
    static final RunScheduling USUAL = new RunScheduling(0, 0, 0, RunBudgets.NONE);

    Scheduling scheduling() {
        return new Scheduling(
                Optional.empty(),
                priority,
                retries,
                Optional.of(deadlineSeconds).filter(seconds -> seconds > 0).map(Duration::ofSeconds));
    }
}
