package dev.coppice.landing;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.git.RepositoryLock;
import dev.coppice.integration.Publication;
import dev.coppice.queue.ExecutionSummary;
import dev.coppice.queue.Executions;
import dev.coppice.queue.publication.Publications;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.HomeId;
import dev.coppice.worktree.GiveBack;
import dev.coppice.worktree.LocalCheckouts;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be done when nothing of an execution runs any more: the user gets their checkout back, the plan on the result says what is
 * done, the branch for people is where the result is, and the base branch is taken forward if that was asked for. May be called at any time and as often as one likes.
 */
@ApplicationScoped
public class Handover {

    private final Executions executions;
    private final Publications publications;
    private final ResultBranches results;
    private final LocalCheckouts checkouts;
    private final PlanMarks marks;

    Handover(
            Executions executions,
            Publications publications,
            ResultBranches results,
            LocalCheckouts checkouts,
            PlanMarks marks) {
        this.marks = marks;
        this.executions = executions;
        this.publications = publications;
        this.results = results;
        this.checkouts = checkouts;
    }

    /** What came of it. */
    public record Handed(GiveBack checkout, Publication branch) {

        static final Handed NOT_YET = new Handed(new GiveBack.NotHeld(), new Publication.Unchanged());
    }

    /** Does nothing while the execution runs. The order counts: a branch is merged where its user has it checked out. */
    public Handed settle(ExecutionId execution) {
        if (!isOver(execution)) {
            return Handed.NOT_YET;
        }
        var checkout = giveBack(execution);
        if (executions.summary(execution).isEmpty()) {
            return new Handed(checkout, new Publication.Unchanged());
        }
        marks.settle(execution);
        var branch = results.follow(execution);
        publish(execution);
        return new Handed(checkout, branch);
    }

    /** The executions that the last process may have left unsettled, or this one could not settle until now. */
    public List<ExecutionId> unsettled(HomeId home) {
        var held = checkouts.held().stream().map(LocalCheckouts.Held::execution).filter(this::isOver);
        return Stream.of(held, marks.due(home).stream(), publications.due(home).stream())
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    /** Usually there is nothing, or one checkout; what is left as it is, is what people have to know. */
    private GiveBack giveBack(ExecutionId execution) {
        return checkouts.held().stream()
                .filter(held -> held.execution().equals(execution))
                .map(held -> checkouts.of(opened(held)).giveBack())
                .reduce((one, other) -> one instanceof GiveBack.Left ? one : other)
                .orElseGet(GiveBack.NotHeld::new);
    }

    private static GitRepository opened(LocalCheckouts.Held held) {
        return switch (GitRepository.open(held.checkout())) {
            case Opening.Opened(var repository) -> repository;
            case Opening.Refused(var reason) -> throw new IllegalStateException(reason);
        };
    }

    /**
     * The result is moved by landings only, and none comes after completion, so this may be done twice and once too late. One at a time,
     * among all services that share the repository: who comes second must find what the first has recorded, not the first at work.
     */
    private void publish(ExecutionId execution) {
        if (publications.due(execution).isEmpty()) {
            return;
        }
        var repository = results.repository(execution);
        try {
            RepositoryLock.of(repository.commonDirectory()).during(() -> publish(execution, repository));
        } catch (IOException e) {
            throw new GitFailure("publishing the result of " + execution, String.valueOf(e));
        }
    }

    private void publish(ExecutionId execution, GitRepository repository) {
        publications.due(execution).ifPresent(branch -> {
            var refs = new ExecutionRefs(execution);
            var result = results.integrator(execution).tip(refs).orElseThrow();
            publications.record(execution, new BaseBranch(repository, checkouts, refs, branch).forwardTo(result));
        });
    }

    /** A paused execution waits for a person, who may want their checkout meanwhile; one that this database never knew runs nowhere. */
    private boolean isOver(ExecutionId execution) {
        return executions
                .summary(execution)
                .map(ExecutionSummary::state)
                .map(state -> state.isFinal() || state == ExecutionState.PAUSED)
                .orElse(true);
    }
}
