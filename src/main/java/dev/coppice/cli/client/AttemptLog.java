package dev.coppice.cli.client;

import dev.coppice.process.Legible;
import java.util.OptionalInt;

/**
 * Where the API tells what attempts at a task printed.
 *
 * @param task the task's path
 * @param raw whether what agents told for machines is meant
 * @param tail how many of the last lines are wanted
 */
record AttemptLog(String task, boolean raw, OptionalInt tail) {

    /** Of the attempt, or the newest; all of it, or only so many lines. */
    String path(OptionalInt attempt, OptionalInt lines) {
        var place = attempt.isPresent() ? "/attempts/" + attempt.getAsInt() : "";
        var most = lines.isPresent() ? "&tail=" + lines.getAsInt() : "";
        return task + place + "/log?raw=" + raw + most;
    }

    /** What machines read is left as it came. */
    String shown(String text) {
        return raw ? text : Legible.text(text);
    }
}
