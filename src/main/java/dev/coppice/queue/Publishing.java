package dev.coppice.queue;

import dev.coppice.task.BranchName;
import java.util.Optional;

/**
 * What is to become of an execution's result once it is completed.
 *
 * @param base the branch that the execution started from; empty if that was a tag or a mere commit
 * @param autoMerge whether the base branch is to be taken forward to the result; needs a base branch
 */
public record Publishing(Optional<BranchName> base, boolean autoMerge) {

    public Publishing {
        if (autoMerge && base.isEmpty()) {
            throw new IllegalArgumentException("nothing can be merged into no branch");
        }
    }

    /** The result stays on its own branch. */
    public static Publishing none() {
        return new Publishing(Optional.empty(), false);
    }
}
