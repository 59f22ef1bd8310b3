package dev.coppice.worker;

import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Keeps up, for as long as this process works, what others rely on: its leases, its entry among the workers, and its own deadlines. */
@ApplicationScoped
class Attendance {

    private final Presence presence;
    private final LeaseKeeper keeper;
    private final Watchdog watchdog;

    Attendance(Presence presence, LeaseKeeper keeper, Watchdog watchdog) {
        this.presence = presence;
        this.keeper = keeper;
        this.watchdog = watchdog;
    }

    /** Before the first claim. */
    void begin(WorkerId worker, HomeId home, int slots) {
        presence.join(worker, home, slots);
        keeper.start();
        watchdog.start();
    }

    /** Whether somebody asked this worker to claim nothing more for now. */
    boolean isDrainRequested() {
        return presence.isDrainRequested();
    }

    Duration silence() {
        return keeper.silence();
    }

    boolean isOver() {
        return keeper.isOver();
    }

    /** After the last attempt has ended: the heartbeat stops last. */
    void end() {
        keeper.stop();
        watchdog.stop();
        presence.leave();
    }
}
