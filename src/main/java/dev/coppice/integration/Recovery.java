package dev.coppice.integration;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.RefChange;
import dev.coppice.git.RefName;
import dev.coppice.git.RefUpdate;
import dev.coppice.git.RefValue;
import dev.coppice.task.CommitId;
import dev.coppice.task.TaskNumber;
import java.util.Optional;
import java.util.UUID;

/** Judges a landing of which only the intent is known, and settles it so that the judgement stays true. */
final class Recovery {

    private static final int LOOKS = 10;

    private final GitRepository repository;
    private final FenceMarks marks;

    Recovery(GitRepository repository, FenceMarks marks) {
        this.repository = repository;
        this.marks = marks;
    }

    Standing inspect(ExecutionRefs refs, TaskNumber task, UUID token, CommitId old, CommitId landing) {
        Optional<Standing> standing = Optional.empty();
        for (int looks = 0; looks < LOOKS && standing.isEmpty(); looks++) {
            standing = look(refs, task, token, old, landing);
        }
        return standing.orElseGet(() -> new Standing.Surprise(refs.fence(task) + " does not come to rest"));
    }

    /** Empty if the fence moved while we looked. */
    private Optional<Standing> look(ExecutionRefs refs, TaskNumber task, UUID token, CommitId old, CommitId landing) {
        // The fence first: the landing moves it last, so a fence at the landing is never seen with a result before it.
        var fence = repository.refs().read(refs.fence(task));
        var result = repository.refs().read(refs.result());
        String mark = marks.mark(token).sha();
        if (isAt(result, landing)) {
            return landed(refs.fence(task), fence, mark, landing);
        }
        if (isAt(result, old) && fence.isPresent()) {
            return notLanded(refs.fence(task), fence.get(), mark, token);
        }
        return surprise(refs, task, result, fence);
    }

    private static boolean isAt(Optional<RefValue> ref, CommitId commit) {
        return ref.equals(Optional.of(new RefValue.OfCommit(commit)));
    }

    private Optional<Standing> landed(RefName ref, Optional<RefValue> fence, String mark, CommitId landing) {
        if (isAt(fence, landing)) {
            return Optional.of(new Standing.Happened());
        }
        if (fence.map(RefValue::sha).orElse("").equals(mark)) {
            return settle(ref, mark, landing.sha(), new Standing.Happened());
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
