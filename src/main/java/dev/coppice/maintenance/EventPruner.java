package dev.coppice.maintenance;

import dev.coppice.queue.retention.PastExecutions;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Deletes events of executions that have ended: the old ones, and beyond a number of events those that ended first. */
@ApplicationScoped
class EventPruner {

    /** Whoever follows an execution is to see its end, however many events there are. */
    private static final Duration TO_BE_READ = Duration.ofHours(1);

    private final PastExecutions past;
    private final RetentionConfig config;

    EventPruner(PastExecutions past, RetentionConfig config) {
        this.past = past;
        this.config = config;
    }

    /** The number of events deleted. Two pruners at once share the work: one passes by what the other has locked. */
    long prune(PruningRound round) {
        long old = prune(past.withEvents(config.keepEvents()), Long.MAX_VALUE, round);
        long surplus = past.estimatedEvents() - old - config.maxEvents();
        return old + (surplus > 0 ? prune(past.withEvents(TO_BE_READ), surplus, round) : 0);
    }

    private long prune(List<ExecutionId> executions, long enough, PruningRound round) {
        long pruned = 0;
        for (ExecutionId execution : executions) {
            pruned += prune(execution, enough - pruned, round);
        }
        return pruned;
    }

    /** Of one execution at least {@code enough}, if it has so many; the number deleted. */
    long prune(ExecutionId execution, long enough, PruningRound round) {
        long pruned = 0;
        boolean hasMore = true;
        while (hasMore && pruned < enough && round.goesOn()) {
            var step = past.pruneEvents(execution);
            pruned += step.map(PastExecutions.Pruned::rows).orElse(0);
            hasMore = step.filter(done -> !done.isLast()).isPresent();
        }
        return pruned;
    }
}
