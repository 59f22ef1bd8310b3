package dev.coppice.api;

import dev.coppice.queue.Reach;
import dev.coppice.task.ExecutionMode;
import dev.coppice.worker.OwnRole;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Sees to it that somebody can work on what is taken here: this service itself, or those that it leaves the work to. */
@ApplicationScoped
class Delegation {

    private final OwnRole own;
    private final Reach reach;

    Delegation(OwnRole own, Reach reach) {
        this.own = own;
        this.reach = reach;
    }

    /** A {@link ProblemException} says why nobody could. */
    void demand(StartRequest request, ChosenRepository repository) {
        if (!own.role().claims()) {
            objection(request, repository).ifPresent(problem -> {
                throw problem.asException();
            });
        }
    }

    private Optional<Problem> objection(StartRequest request, ChosenRepository repository) {
        if (!reach.isShared(repository.folder())) {
            return Optional.of(Problem.about(
                    "repository",
                    repository.name()
                            + " is out of reach of the services that do the work: it is in none of the folders"
                            + " of coppice.queue.shared-repositories"));
        }
        return ExecutionMode.named(request.executionMode())
                .filter(mode -> mode == ExecutionMode.LOCAL)
                .map(_ -> Problem.about(
                        "execution_mode",
                        "mode local works in a checkout of this host, where this service does no work"));
    }
}
