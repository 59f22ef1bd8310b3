package dev.coppice.queue.publication;

import dev.coppice.task.BranchName;
import java.util.Optional;

/**
 * What is to become of an execution's result once it is completed.
 *
 * @param base the branch that the execution started from; empty if that was a tag or a mere commit
 * @param autoMerge whether the base branch is to be taken forward to the result; needs a base branch
 * @param push where the result is to be pushed
 * @param pullRequest what is to be asked for at the forge once it is pushed there; needs a push
 * @param marks the plan in which what is completed is to be marked, however the execution ends
 */
public record Publishing(
        Optional<BranchName> base,
        boolean autoMerge,
        Optional<PushTarget> push,
        Optional<PullRequestWish> pullRequest,
        Optional<MarkTarget> marks) {

    public Publishing {
        if (autoMerge && base.isEmpty()) {
            throw new IllegalArgumentException("nothing can be merged into no branch");
        }
        if (pullRequest.isPresent() && push.isEmpty()) {
            throw new IllegalArgumentException("a forge can be asked for nothing that was not pushed to it");
        }
    }

    /** Nothing is pushed, and nothing marked. */
    public Publishing(Optional<BranchName> base, boolean autoMerge) {
        this(base, autoMerge, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, with this to be asked for at the forge. */
    public Publishing with(Optional<PullRequestWish> wish) {
        return new Publishing(base, autoMerge, push, wish, marks);
    }

    /** The result stays on its own branch. */
    public static Publishing none() {
        return new Publishing(Optional.empty(), false);
    }
}
