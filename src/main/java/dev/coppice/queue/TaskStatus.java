package dev.coppice.queue;

import dev.coppice.money.Spent;
import dev.coppice.task.TaskId;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task at one moment.
 *
 * @param batch the position of its batch
 * @param attempts in order
 * @param waitsFor the tasks that must end before a queued one can start
 * @param waitsForBatches the positions of the batches that must be completed before it can start
 * @param approval empty if it needs none
 * @param cancelRequested whether an executing one has been asked to stop for good
 */
public record TaskStatus(
        TaskId id,
        TaskNumber number,
        String title,
        int batch,
        TaskState state,
        List<AttemptStatus> attempts,
        List<TaskNumber> waitsFor,
        List<Integer> waitsForBatches,
        Optional<Approval> approval,
        boolean cancelRequested) {

    /** When it was first claimed. */
    public Optional<Instant> startedAt() {
        return attempts.stream().findFirst().map(AttemptStatus::startedAt);
    }

    /** When its last attempt ended, once nothing more will run. */
    public Optional<Instant> finishedAt() {
        return state.isFinal() ? last().flatMap(AttemptStatus::endedAt) : Optional.empty();
    }

    /** Whether it waits for nothing but a person's approval. */
    public boolean awaitsApproval() {
        return approval.filter(wanted -> wanted.state() == Approval.State.REQUESTED)
                .isPresent();
    }

    /** Whether it was cancelled because a person did not approve of it. */
    public boolean isRejected() {
        return state instanceof TaskState.Cancelled
                && approval.filter(wanted -> wanted.state() == Approval.State.REJECTED)
                        .isPresent();
    }

    private Optional<String> rejection() {
        return approval.filter(_ -> isRejected())
                .map(given -> "rejected"
                        + given.by().map(name -> " by " + name).orElse("")
                        + given.comment().map(words -> ": " + words).orElse(""));
    }

    /** Why it failed or was rejected, for people. */
    public Optional<String> error() {
        return switch (state) {
            case TaskState.Failed(var reason)
            when reason.equals(Deadlines.REASON) && !hasEndedBy(reason) ->
                Optional.of("the deadline passed before it could run");
            case TaskState.Failed(var reason)
            when reason.equals(Budgets.WORD) && !hasEndedBy(reason) ->
                Optional.of("its budget, or that of its batch, was spent before it was done"
                        + last().flatMap(AttemptStatus::message)
                                .map(message -> "; its last attempt: " + message)
                                .orElse(""));
            case TaskState.Failed(var reason) ->
                last().flatMap(AttemptStatus::message).or(() -> Optional.of(reason));
            case TaskState.Cancelled _ -> rejection();
            case TaskState.Queued _, TaskState.Executing _, TaskState.Completed _, TaskState.Skipped _ ->
                Optional.empty();
        };
    }

    private boolean hasEndedBy(String reason) {
        return last().flatMap(AttemptStatus::reason).filter(reason::equals).isPresent();
    }

    /** In all attempts together. */
    public Spent spent() {
        return attempts.stream().map(AttemptStatus::spent).reduce(Spent.NOTHING, Spent::plus);
    }

    /** The agents' own running time in all attempts. */
    public Duration agentTime() {
        return attempts.stream().map(AttemptStatus::agentTime).reduce(Duration.ZERO, Duration::plus);
    }

    private Optional<AttemptStatus> last() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }
}
