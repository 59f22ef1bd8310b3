package dev.coppice.worker;

import dev.coppice.queue.lease.Leases;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Ends attempts whose leases could not be renewed for too long, on a thread of its own and by the monotonic clock alone: it also works while
 * the heartbeat hangs.
 */
@ApplicationScoped
class Watchdog {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final ActiveAttempts active;
    private final Duration hardDeadline;
    private final Beat looks = new Beat("watchdog");

    Watchdog(ActiveAttempts active, Leases leases) {
        this.active = active;
        this.hardDeadline = leases.times().hardDeadline();
    }

    void start() {
        looks.start(BETWEEN_LOOKS, this::look);
    }

    void stop() {
        looks.stop();
    }

    private void look() {
        active.all().stream()
                .filter(attempt -> attempt.overdue().compareTo(hardDeadline) > 0)
                .forEach(attempt -> attempt.stop(ActiveAttempt.Stop.LOST));
    }
}
