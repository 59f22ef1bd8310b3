package dev.coppice.task;

import java.util.Locale;

/** Where one run of a plan stands. */
public enum ExecutionState {
    QUEUED,
    EXECUTING,
    PAUSED,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** The product's word for it, as in the database, JSON and logs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ExecutionState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Nothing of it will run any more, unless a person retries it. */
    public boolean isFinal() {
        return switch (this) {
            case QUEUED, EXECUTING, PAUSED -> false;
            case COMPLETED, FAILED, CANCELLED -> true;
        };
    }
}
