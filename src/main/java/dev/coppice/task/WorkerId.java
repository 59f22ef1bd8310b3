package dev.coppice.task;

import java.util.UUID;

/** Identifies one process that runs tasks; new at every start, so a restarted worker is never taken for its predecessor. */
public record WorkerId(UUID value) {

    public static WorkerId random() {
        return new WorkerId(UUID.randomUUID());
    }
}
