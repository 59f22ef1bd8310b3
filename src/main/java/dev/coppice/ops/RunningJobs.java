package dev.coppice.ops;

import io.quarkus.scheduler.spi.JobInstrumenter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Knows how many scheduled jobs run at the moment, which Quarkus's own scheduler does not tell. It is asked to be around them by
 * {@code quarkus.scheduler.tracing.enabled}.
 */
@ApplicationScoped
class RunningJobs implements JobInstrumenter {

    private static final int MOST = Integer.MAX_VALUE;

    private final Semaphore free = new Semaphore(MOST);

    @Override
    public CompletionStage<Void> instrument(JobInstrumentationContext job) {
        free.acquireUninterruptibly();
        try {
            return job.executeJob().whenComplete((_, _) -> free.release());
        } catch (RuntimeException | Error e) {
            free.release();
            throw e;
        }
    }

    int count() {
        return MOST - free.availablePermits();
    }

    /** Until none runs, or for so long. */
    void awaitNone(Duration longest) throws InterruptedException {
        if (free.tryAcquire(MOST, longest.toMillis(), TimeUnit.MILLISECONDS)) {
            free.release(MOST);
        }
    }
}
