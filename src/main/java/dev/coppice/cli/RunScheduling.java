package dev.coppice.cli;

import dev.coppice.queue.Scheduling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When, how often and by whom a run's tasks may be tried, in the form that {@link RunRequest} carries; a deadline of 0 seconds is none. */
record RunScheduling(int priority, int retries, List<String> escalation, long deadlineSeconds, RunBudgets budgets) {

    /** In turn with all others, without retries, deadline or budget. */
    static final RunScheduling USUAL = new RunScheduling(0, 0, List.of(), 0, RunBudgets.NONE);

    RunScheduling {
        escalation = List.copyOf(escalation);
    }

    /** The agents of retries, if any were named. */
    Optional<List<String>> askedEscalation() {
        return Optional.of(escalation).filter(names -> !names.isEmpty());
    }

    Scheduling scheduling() {
        return new Scheduling(
                Optional.empty(),
                priority,
                retries,
                Optional.of(deadlineSeconds).filter(seconds -> seconds > 0).map(Duration::ofSeconds));
    }
}
