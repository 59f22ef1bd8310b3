package dev.coppice.submission;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.integration.Integrator;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.Plan;
import dev.coppice.plan.PlanParser;
import dev.coppice.queue.CheckoutTaken;
import dev.coppice.queue.Executions;
import dev.coppice.queue.NewExecution;
import dev.coppice.queue.Publishing;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.worktree.LocalCheckouts;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Takes a plan in: parsed, tied to a commit, and queued whole or not at all. */
@ApplicationScoped
public class Submission {

    private final Executions executions;
    private final LocalCheckouts checkouts;

    Submission(Executions executions, LocalCheckouts checkouts) {
        this.executions = executions;
        this.checkouts = checkouts;
    }

    /** Queues the plan's tasks, or tells what is wrong; a refusal leaves nothing behind. */
    public Submitted submit(PlanRequest request) {
        return switch (PlanParser.parse(request.planName(), request.planText().getBytes(StandardCharsets.UTF_8))) {
            case ParsedPlan.Rejected(var _, var diagnostics) -> new Submitted.BadPlan(diagnostics);
            case ParsedPlan.Accepted(var plan, var _) -> openRepository(request, plan);
        };
    }

    private Submitted openRepository(PlanRequest request, Plan plan) {
        return switch (GitRepository.open(request.repository())) {
            case Opening.Refused(var reason) -> new Submitted.BadRepository(reason);
            case Opening.Opened(var repository) ->
                objection(request, repository)
                        .or(() -> objectionToMerge(request, repository))
                        .<Submitted>map(Submitted.BadRepository::new)
                        .orElseGet(() -> repository
                                .resolve(request.base())
                                .map(base -> queue(request, plan, repository, base))
                                .orElseGet(() -> new Submitted.BadRepository("no commit named " + request.base())));
        };
    }

    /** Why the mode cannot be had in this repository now. */
    private Optional<String> objection(PlanRequest request, GitRepository repository) {
        return switch (request.mode()) {
            case WORKTREE -> Optional.empty();
            case LOCAL ->
                repository.hasCheckout()
                        ? executions
                                .openLocal(request.repository())
                                .map(other -> "mode local has one execution per checkout, and " + other
                                        + " is not at its end here; go on with it, or cancel it, first")
                                .or(() -> checkouts.of(repository).objection())
                        : Optional.of(request.repository() + " is bare; mode local works in a checkout");
        };
    }

    private static Optional<String> objectionToMerge(PlanRequest request, GitRepository repository) {
        return request.autoMerge() && repository.branch(request.base()).isEmpty()
                ? Optional.of(
                        "auto_merge takes a branch forward to the result, and " + request.base()
                                + " names none here (a tag, a commit, or a HEAD that is on no branch); give the branch as the base")
                : Optional.empty();
    }

    /** The result's ref comes first: rows without it would be a task that cannot land, a ref without rows is nothing. */
    private Submitted queue(PlanRequest request, Plan plan, GitRepository repository, CommitId base) {
        var id = ExecutionId.random();
        new Integrator(repository).begin(new ExecutionRefs(id), base);
        try {
            var publishing = new Publishing(repository.branch(request.base()), request.autoMerge());
            executions.submit(execution(id, request, plan, base, publishing));
            return new Submitted.Queued(id, plan);
        } catch (CheckoutTaken e) {
            return new Submitted.BadRepository(String.valueOf(e.getMessage()));
        }
    }

    private static NewExecution execution(
            ExecutionId id, PlanRequest request, Plan plan, CommitId base, Publishing publishing) {
        return new NewExecution(
                id,
                request.repository(),
                request.mode(),
                request.planName(),
                plan,
                request.planText(),
                PlanHash.of(request.planText()),
                base,
                publishing,
                request.settings(),
                request.home(),
                atOnce(request.mode()),
                Optional.empty());
    }

    private static Optional<Integer> atOnce(ExecutionMode mode) {
        return switch (mode) {
            case WORKTREE -> Optional.empty();
            case LOCAL -> Optional.of(1);
        };
    }
}
