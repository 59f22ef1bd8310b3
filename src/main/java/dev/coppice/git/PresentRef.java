package dev.coppice.git;

import dev.coppice.task.CommitId;
import java.util.Optional;

/**
 * A ref as it is now.
 *
 * @param name any name that git allows; not every one is a {@link RefName}
 * @param pointsTo the ref that it is only another name of; empty if it is one of its own
 * @param checkedOutAt the worktree that has the branch checked out; empty if none has
 */
public record PresentRef(String name, RefValue value, String pointsTo, String checkedOutAt) {

    public PresentRef(String name, RefValue value, String checkedOutAt) {
        this(name, value, "", checkedOutAt);
    }

    /** The commit that it names; empty if it names something else. */
    public Optional<CommitId> commit() {
        return switch (value) {
            case RefValue.OfCommit(var commit) -> Optional.of(commit);
            case RefValue.OfBlob _, RefValue.OfOther _ -> Optional.empty();
        };
    }

    /** The change that deletes it, if it has not moved until then. */
    public RefChange deletion() {
        return new RefChange(new RefName(name), value.sha(), RefChange.ABSENT);
    }
}
