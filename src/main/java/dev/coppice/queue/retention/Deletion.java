package dev.coppice.queue.retention;

import dev.coppice.task.ExecutionState;

/** What came of the wish to delete an execution. */
public sealed interface Deletion {

    /** All its rows are gone. */
    record Deleted() implements Deletion {}

    record Unknown() implements Deletion {}

    /** It may go on. Should a retry have come in the middle, the record of what was before it may be gone. */
    record NotEnded(ExecutionState state) implements Deletion {}

    /** It has ended, but something about it is still to be put right; the sentence is for people. */
    record Unsettled(String why) implements Deletion {}
}
