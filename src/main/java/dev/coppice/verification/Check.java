package dev.coppice.verification;

import java.time.Duration;

/**
 * One command that must succeed; a shell reads it, since that is what plans are written for.
 *
 * @param failedBefore it failed where the execution started already, so that its failure says nothing against the work
 */
public record Check(String command, Duration timeLimit, Origin origin, boolean failedBefore) {

    /** Who asks for it. */
    public enum Origin {
        /** The task, of its own work. */
        TASK,
        /** The plan or the repository, of every commit of the result. */
        GATE
    }

    /** A task's own. */
    public Check(String command, Duration timeLimit) {
        this(command, timeLimit, Origin.TASK, false);
    }
}
