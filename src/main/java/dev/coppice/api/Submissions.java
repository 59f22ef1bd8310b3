package dev.coppice.api;

import dev.coppice.database.OwnFolder;
import dev.coppice.isolation.Sandboxes;
import dev.coppice.plan.Diagnostic;
import dev.coppice.plan.Selection;
import dev.coppice.plan.Severity;
import dev.coppice.queue.Driver;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.Scheduling;
import dev.coppice.repository.NamedRepository;
import dev.coppice.submission.BatchRange;
import dev.coppice.submission.Delivery;
import dev.coppice.submission.PlanRequest;
import dev.coppice.submission.Staffing;
import dev.coppice.submission.Submission;
import dev.coppice.submission.Submitted;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.HomeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Submits the plan of a start request, or says which of its fields is in the way. */
@ApplicationScoped
class Submissions {

    private final ApiConfig config;
    private final Submission submission;
    private final Capacity capacity;
    private final OwnFolder folder;
    private final RequestKey key;

    Submissions(ApiConfig config, Submission submission, Capacity capacity, OwnFolder folder, RequestKey key) {
        this.config = config;
        this.submission = submission;
        this.capacity = capacity;
        this.folder = folder;
        this.key = key;
    }

    /** The plan is in the queue afterwards; a {@link ProblemException} says why it is not. */
    StartedView submit(StartRequest request, Admission.Admitted admitted) {
        var repository = admitted.repository();
        refuseToMergeElsewhere(request, repository);
        var base = request.base()
                .or(() -> repository.named().flatMap(NamedRepository::base))
                .orElse("HEAD");
        var plan = new PlanRequest(
                request.planPath().or(request::planName).orElse(PlanBody.UNNAMED),
                planText(request, repository, base),
                new BatchRange(request.startBatch(), request.endBatch()),
                repository.folder(),
                ExecutionMode.of(request.executionMode()),
                base,
                request.autoMerge(),
                request.replace(),
                settings(request, admitted.agent()),
                new HomeId(folder.id()),
                Driver.SERVICE,
                scheduling(request),
                new Delivery(
                        request.push().or(() -> repository.named().flatMap(NamedRepository::push)),
                        request.pullRequest()),
                new Staffing(Optional.of(admitted.planAgents()), admitted.escalation()),
                key.value(),
                request.requireApproval().map(Selection::new).orElse(Selection.NONE),
                request.terms());
        return switch (submission.submit(plan)) {
            case Submitted.Queued(var execution, var queued) -> StartedView.of(execution, queued);
            case Submitted.BadPlan(var diagnostics) ->
                throw badPlan(request, diagnostics).asException();
            case Submitted.BadRequest(var field, var reason) ->
                throw Problem.about(field, reason).asException();
            case Submitted.Occupied(var reason) ->
                throw Problem.of(409, "checkout_taken", reason).asException();
        };
    }

    private static Scheduling scheduling(StartRequest request) {
        return new Scheduling(
                request.workers().or(request::maxConcurrent),
                request.priority(),
                request.maxRetries(),
                request.deadlineSeconds().map(Duration::ofSeconds));
    }

    private ExecutionSettings settings(StartRequest request, AgentChoice.Chosen agent) {
        int slots = capacity.slots();
        var settings = new ExecutionSettings(
                agent.name(),
                agent.command(),
                request.isolation().orElseGet(() -> Sandboxes.usual().word()),
                request.taskTimeoutSeconds().map(Duration::ofSeconds).orElse(config.taskTimeLimit()),
                Math.min(slots, request.workers().or(request::maxConcurrent).orElse(slots)));
        var asked = settings.repairing(request.repairRounds()).spending(request.budgets());
        return request.image().map(asked::inContainersOf).orElse(asked);
    }

    /** What Coppice would take forward is its own clone, which nobody looks at. */
    private static void refuseToMergeElsewhere(StartRequest request, ChosenRepository repository) {
        if (request.autoMerge() && repository.isElsewhere()) {
            throw Problem.about(
                            "auto_merge",
                            "auto_merge takes a branch of a repository on this host forward, and " + repository.name()
                                    + " lies elsewhere; push to the branch instead, such as origin:main")
                    .asException();
        }
    }

    private static String planText(StartRequest request, ChosenRepository repository, String base) {
        return request.planText()
                .orElseGet(
                        () -> PlanBody.read(repository, base, request.planPath().orElseThrow()));
    }

    private static Problem badPlan(StartRequest request, List<Diagnostic> diagnostics) {
        var first = diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .findFirst()
                .map(error -> "line " + error.line() + ": " + error.message())
                .orElse("it cannot be run");
        return Problem.of(400, "bad_plan", "the plan cannot be run as it is written; " + first)
                .in(request.planPath().isPresent() ? "plan_path" : "plan_text")
                .with(diagnostics);
    }
}
