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
    /** Its first attempt goes on for as long as nobody takes its lease away; the others only write their file. */
    LINGER,
    /** Writes its file and leaves a child behind that would go on for an hour. */
    CHILD,
    /** Fails, and is not tried again. */
    FAIL;

    boolean lands() {
        return switch (this) {
            case CHANGE, CHECKED, LONG, LINGER, CHILD -> true;
            case UNCHANGED, FAIL -> false;
        };
    }

    List<String> checks() {
        return switch (this) {
            case CHECKED -> List.of("test -s \"done/$COPPICE_TASK\"");
            case UNCHANGED -> List.of("test -f README.md");
            case CHANGE, LONG, LINGER, CHILD, FAIL -> List.of();
        };
    }
}
