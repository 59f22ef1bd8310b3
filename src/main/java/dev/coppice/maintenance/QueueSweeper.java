package dev.coppice.maintenance;

import dev.coppice.queue.Deadlines;
import dev.coppice.queue.Places;
import dev.coppice.queue.WorkerRegistry;
import dev.coppice.queue.figures.QueueHistory;
import dev.coppice.task.ExecutionId;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does in the queue what time alone brings about: places for tasks whose retry became due, the end of those whose deadline passed, and
 * what is to be known later of how it was.
 */
@ApplicationScoped
class QueueSweeper {

    private final Places places;
    private final Deadlines deadlines;
    private final WorkerRegistry workers;
    private final QueueHistory history;
    private volatile boolean started;

    QueueSweeper(Places places, Deadlines deadlines, WorkerRegistry workers, QueueHistory history) {
        this.places = places;
        this.deadlines = deadlines;
        this.workers = workers;
        this.history = history;
    }

    /** From now on, every few seconds. */
    void start() {
        started = true;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        if (started) {
            each(deadlines::passed, this::enforce);
            each(places::waitedFor, places::fill);
        }
    }

    /** So often that none of the half minutes is missed, even if a look takes a while. */
    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            if (started) {
                history.look();
            }
        } catch (RuntimeException e) {
            Log.debugf("could not look at the queue: %s", e.getMessage());
        }
    }

    @Scheduled(every = "1h", delayed = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetTheDead() {
        if (started) {
            workers.forgetTheDead();
        }
    }

    private void enforce(ExecutionId execution) {
        int failed = deadlines.enforce(execution);
        Log.infof("%s: its deadline passed, %d tasks failed without running", execution, failed);
    }

    /** What cannot be done for one execution, or not now, must not keep the others from it. */
    private static void each(Supplier<List<ExecutionId>> found, Consumer<ExecutionId> act) {
        try {
            for (ExecutionId execution : found.get()) {
                act.accept(execution);
            }
        } catch (RuntimeException e) {
            Log.warnf("could not sweep the queue, trying again in seconds: %s", e.getMessage());
        }
    }
}
