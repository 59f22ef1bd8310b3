package dev.coppice.integration;

import dev.coppice.git.CommitMessage;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.RefChange;
import dev.coppice.git.RefUpdate;
import dev.coppice.git.RefValue;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import java.util.List;
import java.util.Optional;

/**
 * The commit that marks done tasks in the plan, on top of a result at its end. It may be there already, put by a process that died before it
 * could say so: then it is known by its parent, its tree and its trailers, which together nobody else's commit has.
 */
record MarksCommit(GitRepository repository, ExecutionRefs refs, CommitId tip, TreeId tree) {

    Marking put(CommitMessage message) {
        var at = at();
        if (at.isEmpty()) {
            return new Marking.Elsewhere(refs.result() + " is gone: the result was cleaned away");
        }
        if (at.get().equals(tip)) {
            return move(repository.objects().commit(tree, tip, message));
        }
        return isThisCommit(at.get())
                ? new Marking.Marked(at.get())
                : new Marking.Elsewhere(
                        refs.result() + " is at " + at.get() + ", which is not where the last landing left it");
    }

    private Marking move(CommitId commit) {
        var change = new RefChange(refs.result(), tip.sha(), commit.sha());
        var update = repository.refs().update(change);
        return switch (update instanceof RefUpdate.Locked && isUnlocked()
                ? repository.refs().update(change)
                : update) {
            case RefUpdate.Applied _ -> new Marking.Marked(commit);
            case RefUpdate.Refused(var reason) -> new Marking.Elsewhere(reason);
            case RefUpdate.Locked(var reason) -> throw new GitFailure("marking what is done", reason);
        };
    }

    /** Nothing lands any more, and the caller has the repository's lock: a lock with such a commit in it is of a git that died with its process. */
    private boolean isUnlocked() {
        return new LandingLocks(repository.commonDirectory()).isRemovedOfDead(refs.result(), this::isThisCommit);
    }

    private boolean isThisCommit(CommitId commit) {
        return repository
                .history()
                .commit(commit)
                .filter(found ->
                        found.parents().equals(List.of(tip)) && found.tree().equals(tree))
                .filter(found -> Landing.isOfMarks(found, refs.execution()))
                .isPresent();
    }

    private Optional<CommitId> at() {
        return repository
                .refs()
                .read(refs.result())
                .flatMap(value ->
                        value instanceof RefValue.OfCommit(var commit) ? Optional.of(commit) : Optional.empty());
    }
}
