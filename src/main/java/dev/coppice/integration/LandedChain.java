package dev.coppice.integration;

import dev.coppice.git.Commit;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.task.CommitId;
import dev.coppice.task.TaskNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the first-parent chain of a result proves: an agent can write a commit or a ref, but not put a landing on that chain. */
final class LandedChain {

    private final GitRepository repository;
    private final ExecutionRefs refs;

    LandedChain(GitRepository repository, ExecutionRefs refs) {
        this.repository = repository;
        this.refs = refs;
    }

    /** Whether the commit is the task's landing; the chain ends where commits are not this execution's. */
    boolean holds(TaskNumber task, CommitId tip, CommitId wanted) {
        var at = repository.history().commit(tip);
        while (at.isPresent()) {
            var landing = at.flatMap(commit -> Landing.of(commit, refs.execution()));
            if (landing.isEmpty()) {
                return false;
            }
            if (landing.get().commit().equals(wanted)) {
                return landing.get().task().equals(task);
            }
            at = parent(at.get());
        }
        return false;
    }

    /** Every landing, newest first. */
    List<Landing> all(CommitId tip) {
        var found = new ArrayList<Landing>();
        var at = repository.history().commit(tip);
        var landing = at.flatMap(commit -> Landing.of(commit, refs.execution()));
        while (landing.isPresent()) {
            found.add(landing.get());
            at = at.flatMap(this::parent);
            landing = at.flatMap(commit -> Landing.of(commit, refs.execution()));
        }
        return List.copyOf(found);
    }

    private Optional<Commit> parent(Commit commit) {
        return commit.parents().stream().findFirst().flatMap(repository.history()::commit);
    }
}
