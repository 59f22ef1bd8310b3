package dev.coppice.integration;

import dev.coppice.git.BlobId;
import dev.coppice.task.CommitId;

/** What an attempt found when it set its mark on its task's fence. */
public sealed interface Fence {

    /** The fence is this attempt's; every earlier attempt's landing will be refused. */
    record Marked(BlobId mark) implements Fence {}

    /** The task has landed already: there is nothing to run, only to record. */
    record AlreadyLanded(CommitId commit) implements Fence {}

    /** Others keep moving the fence, or have it locked. */
    record Contended(String reason) implements Fence {}

    /** The fence holds a commit that is not this task's on the result; a person has to look before anything else lands. */
    record Surprise(String detail) implements Fence {}
}
