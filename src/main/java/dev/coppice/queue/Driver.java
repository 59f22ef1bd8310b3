package dev.coppice.queue;

import java.util.Locale;

/** What kind of process works on an execution, and so what its death means for it. */
public enum Driver {

    /** One {@code coppice run}; when it dies, the execution is paused until a person resumes it. */
    RUN,

    /** A service; its successor on the same data folder goes on with it. */
    SERVICE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
