package dev.coppice.maintenance;

import dev.coppice.landing.Handover;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Hands over what could not be handed over when its execution ended: a process died, or something was in the way. */
@ApplicationScoped
class HandoverSweeper {

    private final Handover handover;
    private volatile Optional<HomeId> home = Optional.empty();

    HandoverSweeper(Handover handover) {
        this.handover = handover;
    }

    /** Sweeps now, and from now on every few seconds; only once the predecessor's processes are dead. */
    void start(HomeId own) {
        home = Optional.of(own);
        sweep();
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            home.ifPresent(own -> handover.unsettled(own).forEach(this::settle));
        } catch (RuntimeException e) {
            Log.warnf("could not look for what is to be handed over: %s", e.getMessage());
        }
    }

    /** One repository that is gone must not keep the others from being handed over; nor is it news every few seconds. */
    private void settle(ExecutionId execution) {
        try {
            handover.settle(execution);
        } catch (RuntimeException e) {
            Log.debugf("could not hand over %s yet: %s", execution, e.getMessage());
        }
    }
}
