package dev.coppice.submission;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.integration.Integrator;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.Plan;
import dev.coppice.plan.reading.PlanParser;
import dev.coppice.project.ProjectFile;
import dev.coppice.queue.CheckoutTaken;
import dev.coppice.queue.Executions;
import dev.coppice.queue.NewExecution;
import dev.coppice.queue.Scheduling;
import dev.coppice.queue.publication.Publishing;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Takes a plan in: parsed, tied to a commit, and queued whole or not at all. */
@ApplicationScoped
public class Submission {

    private final Executions executions;
    private final Preconditions preconditions;
    private final PlanAgents agents;
    private final OperatorsRules rules;
    private final Deliveries deliveries;

    Submission(
            Executions executions,
            Preconditions preconditions,
            PlanAgents agents,
            OperatorsRules rules,
            Deliveries deliveries) {
        this.rules = rules;
        this.deliveries = deliveries;
        this.agents = agents;
        this.executions = executions;
        this.preconditions = preconditions;
    }

    /** Queues the plan's tasks, or tells what is wrong; a refusal leaves nothing behind. */
    public Submitted submit(PlanRequest request) {
        return switch (PlanParser.parse(
                request.planName(),
                request.planText().getBytes(StandardCharsets.UTF_8),
                request.terms().dialect())) {
            case ParsedPlan.Rejected(var _, var diagnostics) -> new Submitted.BadPlan(diagnostics);
            case ParsedPlan.Accepted(var plan, var _) -> cut(request, plan);
        };
    }

    private Submitted cut(PlanRequest request, Plan plan) {
        return switch (new PlanCut(plan, request.range()).result()) {
            case PlanCut.Result.Cut(var part) -> {
                var earlier = request.key().flatMap(executions::submittedWith);
                yield earlier.<Submitted>map(id -> new Submitted.Queued(id, part))
                        .or(() -> request.approval()
                                .objection(part)
                                .map(reason -> new Submitted.BadRequest("require_approval", reason)))
                        .orElseGet(() -> prepare(request, request.approval().requiringApproval(part)));
            }
            case PlanCut.Result.Refused(var field, var reason) -> new Submitted.BadRequest(field, reason);
        };
    }

    private Submitted prepare(PlanRequest request, Plan plan) {
        var complete = preconditions.complete(request);
        return agents.objection(plan, complete).orElseGet(() -> openRepository(complete, plan));
    }

    private Submitted openRepository(PlanRequest request, Plan plan) {
        return switch (GitRepository.open(request.repository())) {
            case Opening.Refused(var reason) -> new Submitted.BadRequest("repository", reason);
            case Opening.Opened(var repository) ->
                repository
                        .resolve(request.base())
                        .map(base -> readProject(request, plan, repository, base))
                        .orElseGet(() -> new Submitted.BadRequest("base", "no commit named " + request.base()));
        };
    }

    /** As committed, not as it lies in the checkout: what is asked of the work is then fixed like the work's base. */
    private Submitted readProject(PlanRequest request, Plan plan, GitRepository repository, CommitId base) {
        return switch (ProjectFile.read(path -> repository.history().file(base, path))) {
            case ProjectFile.Reading.Malformed(var reason) -> new Submitted.BadRequest("repository", reason);
            case ProjectFile.Reading.Read(var project) -> {
                var ruled = rules.over(request, project);
                var whole = ruled.settings().project().alsoGating(plan.gate()).about(plan.context());
                yield accept(ruled.in(whole), plan, repository, base);
            }
        };
    }

    /** What can go where depends on what the repository wants; what has to make room for it comes last. */
    private Submitted accept(PlanRequest request, Plan plan, GitRepository repository, CommitId base) {
        return deliveries
                .objection(request, repository)
                .or(() -> preconditions.objection(request, agents.others(plan, request), repository))
                .orElseGet(() -> queue(request, plan, repository, base));
    }

    /** The result's ref comes first: rows without it would be a task that cannot land, a ref without rows is nothing. */
    private Submitted queue(PlanRequest request, Plan plan, GitRepository repository, CommitId base) {
        var id = ExecutionId.random();
        new Integrator(repository).begin(new ExecutionRefs(id), base);
        try {
            var queued = executions.submit(
                    execution(id, request, plan, base, deliveries.publishing(request, plan, repository, id)));
            return new Submitted.Queued(queued, plan);
        } catch (CheckoutTaken e) {
            return new Submitted.Occupied(String.valueOf(e.getMessage()));
        }
    }

    private NewExecution execution(
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
                request.driver(),
                scheduling(request),
                request.key(),
                agents.escalation(request));
    }

    private static Scheduling scheduling(PlanRequest request) {
        return switch (request.mode()) {
            case WORKTREE, CONTAINER, DAGGER, KUBERNETES -> request.scheduling();
            case LOCAL -> request.scheduling().atOnce(Optional.of(1));
        };
    }
}
