package dev.coppice.maintenance;

import dev.coppice.landing.ResultPush;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Pushes what is to be pushed, at first and again when a remote did not answer; each push in a thread of its own, because a remote may keep
 * it waiting for minutes, and nothing else waits for that.
 */
@ApplicationScoped
class PushSweeper {

    private static final int MOST_AT_ONCE = 4;

    private final ResultPush pushes;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private volatile Optional<HomeId> home = Optional.empty();

    PushSweeper(ResultPush pushes) {
        this.pushes = pushes;
    }

    /** From now on every few seconds; what a dead predecessor of this data folder was at is free. */
    void start(HomeId own) {
        pushes.release(own);
        home = Optional.of(own);
    }

    @Scheduled(every = "5s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            home.ifPresent(own -> pushes.due(own).forEach(this::begin));
        } catch (RuntimeException e) {
            Log.warnf("could not look for what is to be pushed: %s", e.getMessage());
        }
    }

    /** What finds no place comes later. */
    private void begin(ExecutionId execution) {
        if (places.tryAcquire()) {
            Thread.ofVirtual().name("push " + execution).start(() -> push(execution));
        }
    }

    private void push(ExecutionId execution) {
        try {
            pushes.push(execution);
        } catch (RuntimeException e) {
            Log.warnf("could not push the result of %s: %s", execution, e.getMessage());
        } finally {
            places.release();
        }
    }
}
