package dev.coppice.integration;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.RefChange;
import dev.coppice.git.RefUpdate;
import dev.coppice.task.CommitId;
import java.util.Optional;

/** Lets the branch {@code coppice/<execution>/result} follow the result: forward only, and under nobody's feet. */
public final class Publisher {

    private static final String FORMAT = "--format=%(refname)%00%(objectname)%00%(worktreepath)";

    private final GitRepository repository;

    public Publisher(GitRepository repository) {
        this.repository = repository;
    }

    /** Moves the branch to the result, if that is a fast-forward and nobody has it checked out. */
    public Publication follow(ExecutionRefs refs) {
        var result = look(refs.result().name());
        if (result.isEmpty()) {
            return new Publication.LeftAlone("there is no result yet");
        }
        var to = new CommitId(result.get().sha());
        var branch = look(refs.branch().name());
        return branch.isEmpty() ? move(refs, RefChange.ABSENT, to) : advance(refs, branch.get(), to);
    }

    private Publication advance(ExecutionRefs refs, Place branch, CommitId to) {
        if (branch.sha().equals(to.sha())) {
            return new Publication.Unchanged();
        }
        if (!branch.checkedOutAt().isEmpty()) {
            return new Publication.LeftAlone(refs.branch() + " is checked out at " + branch.checkedOutAt());
        }
        boolean isForward = repository
                .git()
                .ask("", "merge-base", "--is-ancestor", branch.sha(), to.sha())
                .succeeded();
        return isForward
                ? move(refs, branch.sha(), to)
                : new Publication.LeftAlone(refs.branch() + " has commits that are not part of the result");
    }

    private Publication move(ExecutionRefs refs, String from, CommitId to) {
        return switch (repository.refs().update(new RefChange(refs.branch(), from, to.sha()))) {
            case RefUpdate.Applied _ -> new Publication.Moved(to);
            case RefUpdate.Refused(var reason) -> new Publication.LeftAlone(reason);
        };
    }

    private Optional<Place> look(String ref) {
        String found = repository.git().demand("for-each-ref", FORMAT, "--", ref);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String[] part = found.split("\0", -1);
        return Optional.of(new Place(part[1], part[2]));
    }

    private record Place(String sha, String checkedOutAt) {}
}
