package dev.coppice.plan;

import java.util.Locale;

/** Whether the tasks of a batch run side by side or one after the other. */
public enum BatchMode {
    PARALLEL,
    SEQUENTIAL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
