package dev.coppice.queue.landing;

import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;

/** A process that runs attempts, and the data folder that it owns while it lives. */
public record Owner(HomeId home, WorkerId worker) {

    /** Whether the other process has the folder now that this one had; one process has a folder at a time. */
    boolean isPredecessorOf(Owner other) {
        return home.equals(other.home) && !worker.equals(other.worker);
    }
}
