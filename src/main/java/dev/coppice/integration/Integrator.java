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
import dev.coppice.task.TaskNumber;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Lands work on an execution's result: one commit per task, each on top of the one before, each exactly once. */
public final class Integrator {

    private final GitRepository repository;
    private final FenceMarks marks;

    public Integrator(GitRepository repository) {
        this.repository = repository;
        this.marks = new FenceMarks(repository);
    }

    /** Starts the result at the base, or finds it started there before; returns its tip. */
    public CommitId begin(ExecutionRefs refs, CommitId base) {
        var created = new RefChange(refs.result(), RefChange.ABSENT, base.sha());
        return switch (repository.refs().update(created)) {
            case RefUpdate.Applied _ -> base;
            case RefUpdate.Refused(var reason) -> startedBefore(refs, base, reason);
            case RefUpdate.Locked(var reason) -> throw new GitFailure("starting " + refs.result(), reason);
        };
    }

    private CommitId startedBefore(ExecutionRefs refs, CommitId base, String reason) {
        var tip = tip(refs).orElseThrow(() -> new GitFailure("starting " + refs.result(), reason));
        boolean fromHere = repository
                .git()
                .ask("", "merge-base", "--is-ancestor", base.sha(), tip.sha())
                .succeeded();
        if (!fromHere) {
            throw new GitFailure("starting " + refs.result() + " at " + base, "it started elsewhere and is at " + tip);
        }
        return tip;
    }

    /** Where the result is. */
    public Optional<CommitId> tip(ExecutionRefs refs) {
        return repository
                .refs()
                .read(refs.result())
                .flatMap(value ->
                        value instanceof RefValue.OfCommit(var commit) ? Optional.of(commit) : Optional.empty());
    }

    /** What has landed since the base, newest first, read only where agents cannot write. */
    public List<Landing> landings(ExecutionRefs refs, CommitId base) {
        return tip(refs).map(tip -> repository.history().firstParents(tip, base)).orElse(List.of()).stream()
                .flatMap(commit -> Landing.of(commit, refs.execution()).stream())
                .toList();
    }

    /** The same as far back as commits are this execution's, for who does not know the base. */
    public List<Landing> landings(ExecutionRefs refs) {
        return tip(refs).map(new LandedChain(repository, refs)::all).orElse(List.of());
    }

    /** Makes the attempt with this token the only one that can land the task. */
    public Fence mark(ExecutionRefs refs, TaskNumber task, UUID token) {
        var fence = setMark(refs, task, token);
        if (fence instanceof Fence.AlreadyLanded(var commit) && !isLanded(refs, task, commit)) {
            return new Fence.Surprise(
                    refs.fence(task) + " holds " + commit + ", which has not landed on " + refs.result());
        }
        return fence;
    }

    private Fence setMark(ExecutionRefs refs, TaskNumber task, UUID token) {
        try {
            return marks.set(refs.fence(task), token);
        } catch (GitFailure e) {
            // A git that was killed leaves its locks, and this one has been waited for.
            removeLocksOfDeadMark(refs, task, token);
            throw e;
        }
    }

    private boolean isLanded(ExecutionRefs refs, TaskNumber task, CommitId commit) {
        return tip(refs)
                .filter(tip -> new LandedChain(repository, refs).holds(task, tip, commit))
                .isPresent();
    }

    /** Makes the commit that would land the work; the worktree should hold the work's tree, for its attributes apply. */
    public Merge prepare(CommitId base, CommitId tip, TreeId work, CommitMessage message, Path worktree) {
        return new TreeMerge(repository, worktree).prepare(base, tip, work, message);
    }

    /**
     * Moves the result from {@code old} to the landing and the task's fence from this attempt's mark to it. The result comes first:
     * a kill between the two renames then leaves a state that {@link #inspect} can tell from every other.
     */
    public Move move(ExecutionRefs refs, TaskNumber task, UUID token, CommitId old, CommitId landing) {
        var result = new RefChange(refs.result(), old.sha(), landing.sha());
        var fence = new RefChange(refs.fence(task), marks.mark(token).sha(), landing.sha());
        try {
            return moved(repository.refs().update(result, fence));
        } catch (GitFailure e) {
            // As in marking; and by now the intent may be closed already, so that nobody else would look here.
            removeLocksOfDeadMove(refs, task, token, old, landing);
            throw e;
        }
    }

    private static Move moved(RefUpdate update) {
        return switch (update) {
            case RefUpdate.Applied _ -> new Move.Moved();
            case RefUpdate.Refused(var reason) -> new Move.Refused(reason);
            case RefUpdate.Locked(var reason) -> new Move.Refused(reason);
        };
    }

    /**
     * Puts a commit of marks on a result that no landing moves any more, or finds it there; whoever calls has the repository's lock, so
     * that no other Coppice does the same now.
     */
    public Marking addMarks(ExecutionRefs refs, CommitId tip, TreeId tree, CommitMessage message) {
        return new MarksCommit(repository, refs, tip, tree).put(message);
    }

    /**
     * Tells whether {@link #move} with these arguments has happened, and makes sure that the answer stays true, even if the git that it
     * started lives: {@link Standing.Unclear} while that may be under way.
     */
    public Standing inspect(ExecutionRefs refs, TaskNumber task, UUID token, CommitId old, CommitId landing) {
        return new Recovery(repository, marks).inspect(refs, task, token, old, landing);
    }

    /** Removes what {@link #move} with these arguments left locked. Only once every git that it started is proved dead. */
    public void removeLocksOfDeadMove(ExecutionRefs refs, TaskNumber task, UUID token, CommitId old, CommitId landing) {
        removeLocksOfDeadMark(refs, task, token);
        var locks = new LandingLocks(repository.commonDirectory());
        locks.removeOfDead(refs.fence(task), Set.of(landing.sha()));
        // At the old tip it was set once, or again after a clean-up, by a git that has no other value to set there.
        locks.removeOfDead(refs.result(), Set.of(landing.sha(), old.sha()));
    }

    /** Removes what {@link #mark} or a recovery left locked. Only once the git of the attempt with this token is proved dead. */
    public void removeLocksOfDeadMark(ExecutionRefs refs, TaskNumber task, UUID token) {
        new LandingLocks(repository.commonDirectory()).removeOfDead(refs.fence(task), marks.names(token));
    }
}
