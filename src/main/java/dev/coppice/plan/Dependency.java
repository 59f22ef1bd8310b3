package dev.coppice.plan;

import dev.coppice.task.TaskNumber;

/** A task waits for another one. */
public record Dependency(TaskNumber on, Kind kind) {

    /** Where the edge comes from. */
    public enum Kind {
        /** The plan says so. */
        HARD,
        /** The batch is sequential. */
        SEQUENCE,
        /** Both tasks change the same file and nothing else orders them. */
        SHARED_FILE
    }
}
