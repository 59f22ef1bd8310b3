package dev.coppice.api.work;

import dev.coppice.api.Problem;
import dev.coppice.api.ProblemException;
import dev.coppice.git.Commit;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.queue.AttemptStatus;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.task.CommitId;
import java.nio.file.Path;

/** Two commits that are there, the earlier one first. */
record CommitPair(GitRepository repository, CommitId from, CommitId to) {

    /** The base and the result so far, which are the same at first. */
    static CommitPair of(ExecutionStatus execution) {
        var repository = open(execution.repository());
        commit(repository, execution.base());
        commit(repository, execution.resultTip());
        return new CommitPair(repository, execution.base(), execution.resultTip());
    }

    /** What landed or was kept of an attempt, and what it was made on: its first parent in either case. */
    static CommitPair of(ExecutionStatus execution, AttemptStatus attempt) {
        var kept = attempt.commit()
                .orElseThrow(() -> missing("attempt " + attempt.number() + " has kept no work; it changed nothing, "
                        + "has not come so far, or could not keep it"));
        var repository = open(execution.repository());
        var base = commit(repository, kept).parents().stream()
                .findFirst()
                .orElseThrow(() -> missing(kept + " was made on no other commit"));
        return new CommitPair(repository, base, kept);
    }

    private static GitRepository open(Path path) {
        return switch (GitRepository.open(path)) {
            case Opening.Opened(var repository) -> repository;
            case Opening.Refused(var reason) -> throw missing(path + " cannot be read: " + reason);
        };
    }

    private static Commit commit(GitRepository repository, CommitId id) {
        return repository
                .history()
                .commit(id)
                .orElseThrow(() -> missing("the repository has no commit " + id + ", or no longer"));
    }

    private static ProblemException missing(String detail) {
        return Problem.of(404, "diff_not_found", detail).asException();
    }
}
