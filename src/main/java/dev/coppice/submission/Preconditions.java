package dev.coppice.submission;

import dev.coppice.git.GitRepository;
import dev.coppice.landing.Handover;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Steering;
import dev.coppice.task.ExecutionId;
import dev.coppice.worktree.LocalCheckouts;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Says before anything is written what a request asks for and cannot have in this repository, or not now. */
@ApplicationScoped
class Preconditions {

    private final Executions executions;
    private final LocalCheckouts checkouts;
    private final Steering steering;
    private final Handover handover;
    private final ImageChoice images;

    Preconditions(
            Executions executions, LocalCheckouts checkouts, Steering steering, Handover handover, ImageChoice images) {
        this.executions = executions;
        this.checkouts = checkouts;
        this.steering = steering;
        this.handover = handover;
        this.images = images;
    }

    /** The same request, with all in it that is not said because it is as usual here. */
    PlanRequest complete(PlanRequest request) {
        return images.complete(request);
    }

    /** Empty if nothing is in the way, for the agents either that the plan wants besides that of the request. */
    Optional<Submitted> objection(PlanRequest request, Set<String> others, GitRepository repository) {
        return toMode(request, repository).or(() -> images.objection(request, others, repository));
    }

    private Optional<Submitted> toMode(PlanRequest request, GitRepository repository) {
        return switch (request.mode()) {
            case WORKTREE, CONTAINER, DAGGER, KUBERNETES -> Optional.empty();
            case LOCAL -> repository.hasCheckout() ? toCheckout(request, repository) : Optional.of(bare(request));
        };
    }

    private static Submitted bare(PlanRequest request) {
        return new Submitted.BadRequest(
                "execution_mode", request.repository() + " is bare; mode local works in a checkout");
    }

    private Optional<Submitted> toCheckout(PlanRequest request, GitRepository repository) {
        if (request.replace()) {
            executions.openLocal(request.repository()).ifPresent(this::giveUp);
        }
        return taken(request.repository())
                .or(() -> checkouts.of(repository).objection())
                .map(Submitted.Occupied::new);
    }

    /** Its running task, if there is one, ends within a heartbeat. */
    private void giveUp(ExecutionId other) {
        steering.cancel(other);
        handover.settle(other);
    }

    private Optional<String> taken(Path repository) {
        return executions
                .openLocal(repository)
                .map(other -> "mode local has one execution per checkout, and " + other
                        + " is not at its end here; go on with it, or cancel it, first");
    }
}
