package dev.coppice.landing;

import dev.coppice.integration.Publication;
import dev.coppice.queue.ExecutionSummary;
import dev.coppice.queue.Executions;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import dev.coppice.worktree.GiveBack;
import dev.coppice.worktree.LocalCheckouts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What is to be done when nothing of an execution runs any more: the user gets their checkout back, and the branch for people is where
 * the result is. May be called at any time and as often as one likes.
 */
@ApplicationScoped
public class Handover {

    private final Executions executions;
    private final ResultBranches results;
    private final LocalCheckouts checkouts;

    Handover(Executions executions, ResultBranches results, LocalCheckouts checkouts) {
        this.executions = executions;
        this.results = results;
        this.checkouts = checkouts;
    }

    /** What came of it. */
    public record Handed(GiveBack checkout, Publication branch) {}

    public Handed settle(ExecutionId execution) {
        var summary = executions.summary(execution).orElseThrow();
        var checkout = isOver(summary) ? giveBack(summary) : new GiveBack.NotHeld();
        return new Handed(checkout, results.follow(execution));
    }

    /** The executions that the last process may have left unsettled, or this one could not settle until now. */
    public List<ExecutionId> unsettled() {
        return checkouts.held().stream()
                .map(LocalCheckouts.Held::execution)
                .filter(execution ->
                        executions.summary(execution).filter(Handover::isOver).isPresent())
                .distinct()
                .toList();
    }

    private GiveBack giveBack(ExecutionSummary summary) {
        return summary.mode() == ExecutionMode.LOCAL
                ? checkouts.of(results.repository(summary.id())).giveBack()
                : new GiveBack.NotHeld();
    }

    /** A paused execution waits for a person, who may want their checkout meanwhile. */
    private static boolean isOver(ExecutionSummary summary) {
        return summary.state().isFinal() || summary.state() == ExecutionState.PAUSED;
    }
}
