package dev.coppice.ops;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Lets no scheduled job begin once the application goes down: it would find its beans gone and print a stack trace at people. */
@ApplicationScoped
class ScheduleEnd {

    private final Scheduler scheduler;

    ScheduleEnd(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void pause(@Observes ShutdownEvent event) {
        scheduler.pause();
    }
}
