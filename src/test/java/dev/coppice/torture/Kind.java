package dev.coppice.torture;

import java.util.List;

/** What a task's agent does. */
enum Kind {
    /** Writes a file of its own. */
    CHANGE,
    /** The same, and a check looks at it. */
    CHECKED,
    /** Writes nothing; a check says that the task is done. */
    UNCHANGED,
    /** Takes longer than several leases, then writes its file. */
    LONG,
    /** Writes its file and leaves a child behind that would go on for an hour. */
    CHILD,
    /** Fails, and is not tried again. */
    FAIL;

    boolean lands() {
        return switch (this) {
            case CHANGE, CHECKED, LONG, CHILD -> true;
            case UNCHANGED, FAIL -> false;
        };
    }

    List<String> checks() {
        return switch (this) {
            case CHECKED -> List.of("test -s \"done/$COPPICE_TASK\"");
            case UNCHANGED -> List.of("test -f README.md");
            case CHANGE, LONG, CHILD, FAIL -> List.of();
        };
    }
}
