package dev.coppice.worker;

import dev.coppice.git.GitFailure;
import dev.coppice.git.Ground;
import dev.coppice.git.RefChange;
import dev.coppice.git.RefUpdate;
import dev.coppice.git.RefValue;
import dev.coppice.task.CommitId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The work of an attempt under a ref of its own, where it stays whatever becomes of it; each round's takes the place of the one before. */
final class KeptWork {

    private final Assigned task;
    private Optional<Kept> kept = Optional.empty();

    private record Kept(CommitId commit, Ground ground) {}

    KeptWork(Assigned task) {
        this.task = task;
    }

    /** The commit that holds the work as it was kept last. */
    Optional<CommitId> commit() {
        return kept.map(Kept::commit);
    }

    /** The commit that holds it now. */
    CommitId keep(Ground ground) {
        var now =
                kept.filter(before -> before.ground().equals(ground)).orElseGet(() -> new Kept(point(ground), ground));
        kept = Optional.of(now);
        return now.commit();
    }

    /** A first look at the ref is spared, because usually nothing is there. */
    private CommitId point(Ground ground) {
        var ref = task.attemptRef();
        var refs = task.workshop().repository().refs();
        return point(ground, kept.flatMap(_ -> refs.read(ref)))
                .or(() -> point(ground, refs.read(ref)))
                .orElseThrow(() -> new GitFailure("keeping the work under " + ref, "somebody else keeps moving it"));
    }

    /** Empty if the ref holds something else than it did before. */
    private Optional<CommitId> point(Ground ground, Optional<RefValue> before) {
        var git = task.workshop().repository();
        var ref = task.attemptRef();
        var commit = git.objects().commit(ground.tree(), parents(ground, before), task.commitMessage());
        var change = new RefChange(ref, before.map(RefValue::sha).orElse(RefChange.ABSENT), commit.sha());
        return switch (git.refs().update(change)) {
            case RefUpdate.Applied _ -> Optional.of(commit);
            case RefUpdate.Refused _ -> Optional.empty();
            case RefUpdate.Locked(var reason) -> throw new GitFailure("keeping the work under " + ref, reason);
        };
    }

    /**
     * One commit on the base that takes along what the ref held before: an earlier round's work, or what somebody had put into the user's
     * checkout. A stale attempt may move the ref after the queue has noted what it held, so that must stay part of it.
     */
    private static List<CommitId> parents(Ground ground, Optional<RefValue> before) {
        return Stream.concat(Stream.of(ground.base()), before.map(RefValue::sha).map(CommitId::new).stream())
                .toList();
    }
}
