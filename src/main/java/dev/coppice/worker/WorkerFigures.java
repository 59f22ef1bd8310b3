package dev.coppice.worker;

import dev.coppice.worktree.PoolFigures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How much this process has in hand. */
@ApplicationScoped
public class WorkerFigures {

    private final Worker worker;
    private final ActiveAttempts active;
    private final MergeQueue landings;
    private final Workshops workshops;
    private final Attendance attendance;

    WorkerFigures(
            Worker worker, ActiveAttempts active, MergeQueue landings, Workshops workshops, Attendance attendance) {
        this.worker = worker;
        this.active = active;
        this.landings = landings;
        this.workshops = workshops;
        this.attendance = attendance;
    }

    /** Agents that may work at the same time; 0 while no task is claimed. */
    public int seats() {
        return worker.slots();
    }

    /** Attempts under way, those that are being checked and landed among them. */
    public int attempts() {
        return active.count();
    }

    /** Attempts that land or wait for it, over all executions. */
    public int landings() {
        return landings.length();
    }

    /** Whether no task is claimed because the process is asked or about to stop. */
    public boolean isDraining() {
        return worker.isDraining();
    }

    /** Since leases were last renewed, or tried to be; nothing while there is no need. */
    public Duration sinceHeartbeat() {
        return attendance.silence();
    }

    /** Whether the heartbeat has been silent for so long that this process holds no lease any more. */
    public boolean isHeartbeatOver() {
        return attendance.isOver();
    }

    /** Of all repositories together. */
    public PoolFigures worktrees() {
        return workshops.worktrees();
    }
}
