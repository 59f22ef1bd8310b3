package dev.coppice.integration;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.RefChange;
import dev.coppice.git.RefName;
import dev.coppice.git.RefUpdate;
import dev.coppice.git.RefValue;
import dev.coppice.task.CommitId;
import dev.coppice.task.TaskNumber;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Judges a landing of which only the intent is known, and settles it so that the judgement stays true.
 *
 * <p>The landing's own git may be alive and merely stopped, anywhere. Before it has locked the fence, a void there refuses it, whatever it
 * does when it wakes. Once it has, it may go on to rename either ref, and nobody else can change the fence: a verdict has to wait. After
 * both renames it has nothing left to do.
 */
final class Recovery {

    private static final int LOOKS = 10;

    private final GitRepository repository;
    private final FenceMarks marks;

    Recovery(GitRepository repository, FenceMarks marks) {
        this.repository = repository;
        this.marks = marks;
    }

    Standing inspect(ExecutionRefs refs, TaskNumber task, UUID token, CommitId old, CommitId landing) {
        Optional<Standing> standing = lockOn(refs, task).map(Recovery::locked);
        for (int looks = 0; looks < LOOKS && standing.isEmpty(); looks++) {
            standing = look(refs, task, token, old, landing);
        }
        return standing.orElseGet(() -> new Standing.Unclear(refs.fence(task) + " does not come to rest"));
    }

    /**
     * A look ahead, that spares waiting for the lock, and that leaves the intent open also where only the result is locked: it could be
     * voided, but no other landing would get through, and this one's open intent makes the others wait instead of fail.
     */
    private Optional<Path> lockOn(ExecutionRefs refs, TaskNumber task) {
        var locks = new LandingLocks(repository.commonDirectory());
        return locks.on(refs.result()).or(() -> locks.on(refs.fence(task)));
    }

    private static Standing locked(Path lock) {
        return new Standing.Unclear(lock + " is there: a git that may still be at work has the ref locked");
    }

    /**
     * Empty if the refs moved while we looked: a landing's git may have renamed the result, and died, after we had read it. Once the void is
     * set, a second look at the result is final.
     */
    private Optional<Standing> look(ExecutionRefs refs, TaskNumber task, UUID token, CommitId old, CommitId landing) {
        // The fence first: the landing moves it last, so a fence at the landing is never seen with a result before it.
        var fence = repository.refs().read(refs.fence(task));
        var result = repository.refs().read(refs.result());
        String mark = marks.mark(token).sha();
        if (isAt(result, landing)) {
            return landed(refs.fence(task), fence, landing);
        }
        if (isAt(result, old) && fence.isPresent()) {
            return notLanded(refs.fence(task), fence.get(), mark, token)
                    .filter(_ -> isAt(repository.refs().read(refs.result()), old));
        }
        return surprise(refs, task, result, fence);
    }

    private static boolean isAt(Optional<RefValue> ref, CommitId commit) {
        return ref.equals(Optional.of(new RefValue.OfCommit(commit)));
    }

    /** A mark that is not this attempt's is a stale attempt's that woke after the first rename; it came too late to count. */
    private Optional<Standing> landed(RefName ref, Optional<RefValue> fence, CommitId landing) {
        if (isAt(fence, landing)) {
            return Optional.of(new Standing.Happened());
        }
        if (fence.orElse(null) instanceof RefValue.OfBlob(var mark)) {
            return settle(ref, mark.sha(), landing.sha(), new Standing.Happened());
        }
        return Optional.of(new Standing.Surprise("the result is at " + landing + ", but " + ref + " is " + fence));
    }

    private Optional<Standing> notLanded(RefName ref, RefValue fence, String mark, UUID token) {
        return switch (fence) {
            case RefValue.OfBlob(var blob)
            when blob.sha().equals(mark) ->
                settle(ref, mark, marks.voidOf(token).sha(), new Standing.NotHappened());
            case RefValue.OfBlob _ -> Optional.of(new Standing.NotHappened());
            case RefValue.OfCommit _, RefValue.OfOther _ ->
                Optional.of(new Standing.Surprise(ref + " is " + fence + ", but the result is where it was before"));
        };
    }

    private Optional<Standing> settle(RefName ref, String from, String to, Standing standing) {
        return switch (repository.refs().update(new RefChange(ref, from, to))) {
            case RefUpdate.Applied _ -> Optional.of(standing);
            case RefUpdate.Refused _ -> Optional.empty();
            case RefUpdate.Locked(var reason) -> Optional.of(new Standing.Unclear(reason));
        };
    }

    private static Optional<Standing> surprise(
            ExecutionRefs refs, TaskNumber task, Optional<RefValue> result, Optional<RefValue> fence) {
        String detail = refs.result() + " is " + shown(result) + ", " + refs.fence(task) + " is " + shown(fence);
        return Optional.of(new Standing.Surprise(detail));
    }

    private static String shown(Optional<RefValue> value) {
        return value.map(RefValue::sha).orElse("absent");
    }
}
