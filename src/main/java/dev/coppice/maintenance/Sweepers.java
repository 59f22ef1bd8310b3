package dev.coppice.maintenance;

import dev.coppice.task.HomeId;
import jakarta.enterprise.context.ApplicationScoped;

/** What is looked after every few seconds from the moment on in which this process owns its data folder. */
@ApplicationScoped
class Sweepers {

    private final HandoverSweeper handovers;
    private final QueueSweeper queue;

    Sweepers(HandoverSweeper handovers, QueueSweeper queue) {
        this.handovers = handovers;
        this.queue = queue;
    }

    void start(HomeId home) {
        handovers.start(home);
        queue.start();
    }
}
