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
        return all(tip).stream()
                .filter(landing -> landing.commit().equals(wanted))
                .anyMatch(landing -> landing.task().equals(task));
    }

    /** Every landing, newest first. */
    List<Landing> all(CommitId tip) {
        var found = new ArrayList<Landing>();
        var at = own(repository.history().commit(tip));
        while (at.isPresent()) {
            Landing.of(at.get(), refs.execution()).ifPresent(found::add);
            at = own(parent(at.get()));
        }
        return List.copyOf(found);
    }

    private Optional<Commit> own(Optional<Commit> commit) {
        return commit.filter(
                found -> Landing.of(found, refs.execution()).isPresent() || Landing.isOfMarks(found, refs.execution()));
    }

    private Optional<Commit> parent(Commit commit) {
        return commit.parents().stream().findFirst().flatMap(repository.history()::commit);
    }
}
