package dev.coppice.cli.options;

import dev.coppice.queue.Scheduling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When, how often and by whom a run's tasks may be tried, in the form that the request for a run carries; a deadline of 0 seconds is none.
 *
 * @param requireApproval what of the plan a person is to approve: tasks by number, {@code batch:2}, or {@code all}
 */
public record RunScheduling(
        int priority,
        int retries,
        List<String> escalation,
        long deadlineSeconds,
        RunBudgets budgets,
        List<String> requireApproval) {

    /** In turn with all others, without retries, deadline or budget. */
    public static final RunScheduling USUAL = new RunScheduling(0, 0, List.of(), 0, RunBudgets.NONE, List.of());

    public RunScheduling {
        escalation = List.copyOf(escalation);
        requireApproval = List.copyOf(requireApproval);
    }

    /** The agents of retries, if any were named. */
    public Optional<List<String>> askedEscalation() {
        return Optional.of(escalation).filter(names -> !names.isEmpty());
    }

    public Scheduling scheduling() {
        return new Scheduling(
                Optional.empty(),
                priority,
                retries,
                Optional.of(deadlineSeconds).filter(seconds -> seconds > 0).map(Duration::ofSeconds));
    }

    /** As fields of a request to a service. */
    public void writeTo(Map<String, Object> body) {
        body.put("priority", priority);
        body.put("max_retries", retries);
        askedEscalation().ifPresent(names -> body.put("escalation", names));
        if (deadlineSeconds > 0) {
            body.put("deadline_seconds", deadlineSeconds);
        }
        if (!requireApproval.isEmpty()) {
            body.put("require_approval", requireApproval);
        }
        budgets.writeTo(body);
    }
}
