package dev.coppice.wakeup;

import dev.coppice.task.ExecutionId;
import java.util.Optional;

/** A wake-up as PostgreSQL carries it from process to process. */
record Notification(String channel, String payload) {

    static final String QUEUED = "coppice_queued";
    static final String STOP_ASKED = "coppice_stop_asked";

    static Notification of(WakeUp wakeUp) {
        return switch (wakeUp) {
            case WakeUp.Claimable(var queue) -> new Notification(QUEUED, queue);
            case WakeUp.StopAsked(var execution) -> new Notification(STOP_ASKED, execution.value());
        };
    }

    /** Empty for what makes no sense: any user of the database can notify. */
    Optional<WakeUp> wakeUp() {
        return switch (channel) {
            case QUEUED -> Optional.of(new WakeUp.Claimable(payload));
            case STOP_ASKED -> stopAsked();
            default -> Optional.empty();
        };
    }

    private Optional<WakeUp> stopAsked() {
        try {
            return Optional.of(new WakeUp.StopAsked(new ExecutionId(payload)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
