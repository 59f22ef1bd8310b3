package dev.coppice.integration;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.RefChange;
import dev.coppice.git.RefUpdate;
import dev.coppice.git.RepositoryLock;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets the branch {@code coppice/<execution>/result} follow the result: forward only, and under nobody's feet. One Coppice at a time does it
 * in a repository, so that a lock on the branch is known to be left by a dead one, or to be the user's.
 */
public final class Publisher {

    /** As long as git waits for a ref; who has it for longer follows by himself when he goes on. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String FORMAT = "--format=%(refname)%00%(objectname)%00%(parent)%00%(worktreepath)";

    private final GitRepository repository;

    public Publisher(GitRepository repository) {
        this.repository = repository;
    }

    /** Moves the branch to the result, if that is a fast-forward and nobody has it checked out. */
    public Publication follow(ExecutionRefs refs) {
        return alone(() -> catchUp(refs));
    }

    private Publication alone(RepositoryLock.Act<Publication> step) {
        try {
            return RepositoryLock.of(repository.commonDirectory())
                    .within(PATIENCE, step)
                    .orElseGet(() -> new Publication.LeftAlone(
                            "another Coppice has been at work in the repository for " + PATIENCE.toSeconds() + " s"));
        } catch (IOException e) {
            throw new GitFailure("letting the branch follow", String.valueOf(e));
        }
    }

    private Publication catchUp(ExecutionRefs refs) {
        var places = look(refs);
        var result = places.get(refs.result().name());
        var branch = places.get(refs.branch().name());
        if (result == null) {
            return new Publication.LeftAlone("there is no result yet");
        }
        var to = new CommitId(result.sha());
        return branch == null ? move(refs, RefChange.ABSENT, to) : advance(refs, branch, result);
    }

    /**
     * The same right after the landing, which usually finds the branch where the landing's parent is and nobody there: then nothing else
     * needs to be looked at.
     */
    public Publication follow(ExecutionRefs refs, CommitId landing) {
        return alone(() -> keepUp(refs, landing));
    }

    private Publication keepUp(ExecutionRefs refs, CommitId landing) {
        if (!repository.mayBeCheckedOut(refs.branch())) {
            var parent =
                    repository.history().commit(landing).orElseThrow().parents().getFirst();
            var change = new RefChange(refs.branch(), parent.sha(), landing.sha());
            if (repository.refs().update(change) instanceof RefUpdate.Applied) {
                return new Publication.Moved(landing);
            }
        }
        return catchUp(refs);
    }

    private Publication advance(ExecutionRefs refs, Place branch, Place result) {
        var to = new CommitId(result.sha());
        if (branch.sha().equals(to.sha())) {
            return new Publication.Unchanged();
        }
        if (!branch.checkedOutAt().isEmpty()) {
            return new Publication.LeftAlone(refs.branch() + " is checked out at " + branch.checkedOutAt());
        }
        return isForward(branch, result)
                ? move(refs, branch.sha(), to)
                : new Publication.LeftAlone(refs.branch() + " has commits that are not part of the result");
    }

    /** Usually one landing lies between the two: then no history need be read. */
    private boolean isForward(Place branch, Place result) {
        return branch.sha().equals(result.parents()) || isPartOf(branch.sha(), result.sha());
    }

    private boolean isPartOf(String commit, String result) {
        return repository
                .git()
                .ask("", "merge-base", "--is-ancestor", commit, result)
                .succeeded();
    }

    private Publication move(ExecutionRefs refs, String from, CommitId to) {
        var change = new RefChange(refs.branch(), from, to.sha());
        var update = repository.refs().update(change);
        return switch (update instanceof RefUpdate.Locked && isUnlocked(refs, to)
                ? repository.refs().update(change)
                : update) {
            case RefUpdate.Applied _ -> new Publication.Moved(to);
            case RefUpdate.Refused(var reason) -> new Publication.LeftAlone(reason);
            case RefUpdate.Locked(var reason) -> new Publication.LeftAlone(reason);
        };
    }

    /** A git of Coppice's that was killed leaves its lock, with a commit of the result in it; whatever else is in it is the user's. */
    private boolean isUnlocked(ExecutionRefs refs, CommitId result) {
        return new LandingLocks(repository.commonDirectory())
                .isRemovedOfDead(refs.branch(), commit -> isPartOf(commit.sha(), result.sha()));
    }

    /** Both refs, as far as they exist, in one command. */
    private Map<String, Place> look(ExecutionRefs refs) {
        var places = new HashMap<String, Place>();
        String found = repository
                .git()
                .demand(
                        "for-each-ref",
                        FORMAT,
                        "--",
                        refs.result().name(),
                        refs.branch().name());
        found.lines()
                .map(line -> line.split("\0", -1))
                .forEach(part -> places.put(part[0], new Place(part[1], part[2], part[3])));
        return places;
    }

    private record Place(String sha, String parents, String checkedOutAt) {}
}
