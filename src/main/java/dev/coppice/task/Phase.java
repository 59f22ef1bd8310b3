package dev.coppice.task;

import java.util.Locale;

/** What an executing attempt is doing. */
public enum Phase {
    PREPARING,
    RUNNING,
    VERIFYING,
    LANDING;

    /** The product's word for it, as in the database, JSON and logs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Phase of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
