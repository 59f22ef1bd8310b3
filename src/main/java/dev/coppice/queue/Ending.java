package dev.coppice.queue;

import dev.coppice.task.TaskState;

/** What became of an attempt's wish to end. */
public sealed interface Ending {

    /** The attempt has ended; this is where its task stands now. */
    record Accepted(TaskState after) implements Ending {}

    /** Its lease is gone or was renewed: nothing was written, and the attempt's result must be dropped. */
    record Fenced() implements Ending {}

    /** Nothing was written: this attempt's landing is under way and must be settled first. */
    record IntentOpen() implements Ending {}
}
