package dev.coppice.api;

import dev.coppice.queue.WorkerRegistry;
import dev.coppice.queue.WorkerStatus;
import dev.coppice.worker.OwnRole;
import dev.coppice.worker.Worker;
import jakarta.enterprise.context.ApplicationScoped;

/** How many agents can work at the same time on what is submitted here. */
@ApplicationScoped
class Capacity {

    /** Who has been silent for longer than a lease lasts does nothing. */
    private static final double SECONDS_OF_THE_LIVING = 60;

    private final Worker worker;
    private final WorkerRegistry others;
    private final OwnRole own;

    Capacity(Worker worker, WorkerRegistry others, OwnRole own) {
        this.worker = worker;
        this.others = others;
        this.own = own;
    }

    /** At least one, even if nobody is there yet. */
    int slots() {
        return Math.max(1, own.role().claims() ? worker.slots() : ofOthers());
    }

    private int ofOthers() {
        return others.all().stream()
                .filter(other -> other.silentSeconds() < SECONDS_OF_THE_LIVING)
                .mapToInt(WorkerStatus::slots)
                .sum();
    }
}
