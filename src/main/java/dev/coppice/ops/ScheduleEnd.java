package dev.coppice.ops;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;

/** Lets no scheduled job begin, and those that run end, before the application goes down: they would find its beans gone and complain of it. */
@ApplicationScoped
class ScheduleEnd {

    /** They take milliseconds; one that waits for something is told to stop by then, and nobody should wait for it. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final Scheduler scheduler;
    private final RunningJobs jobs;

    ScheduleEnd(Scheduler scheduler, RunningJobs jobs) {
        this.scheduler = scheduler;
        this.jobs = jobs;
    }

    void pause(@Observes ShutdownEvent event) {
        scheduler.pause();
    }

    /** After all who tell theirs to stop. */
    void await(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent event)
            throws InterruptedException {
        jobs.awaitNone(LONGEST);
        if (jobs.count() > 0) {
            Log.debugf("%d scheduled jobs still run", jobs.count());
        }
    }
}
