package dev.coppice.cli;

import dev.coppice.landing.Handover;
import dev.coppice.queue.CheckoutTaken;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Steering;
import dev.coppice.submission.PlanHash;
import dev.coppice.submission.PlanRequest;
import dev.coppice.submission.Submission;
import dev.coppice.submission.Submitted;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.HomeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the execution that a run goes on with, or makes a new one. */
@ApplicationScoped
class RunBeginning {

    private final Submission submission;
    private final Executions executions;
    private final Steering steering;
    private final Handover handover;

    RunBeginning(Submission submission, Executions executions, Steering steering, Handover handover) {
        this.submission = submission;
        this.executions = executions;
        this.steering = steering;
        this.handover = handover;
    }

    /** What a run has to do next. */
    sealed interface Beginning {

        /** Run and follow this execution. */
        record Following(ExecutionId execution) implements Beginning {}

        /** Nothing to run: the request makes no sense, for the reason given. */
        record Refused(String reason) implements Beginning {}
    }

    /** The newest execution of the same plan in the same repository, where the request is to go on with it. */
    Optional<ExecutionStatus> resumed(RunRequest request) {
        return request.resume()
                ? executions
                        .newest(Path.of(request.repository()), PlanHash.of(request.planText()))
                        .flatMap(summary -> executions.find(summary.id()))
                : Optional.empty();
    }

    Beginning begin(RunRequest request, HomeId home) {
        if (!request.resume()) {
            return submit(request, home);
        }
        return resumed(request)
                .map(execution -> goOn(execution, request, home))
                .orElseGet(() ->
                        new Beginning.Refused("nothing to resume: this plan, as it is written now, has not been run in "
                                + request.repository() + "; run it without --resume"));
    }

    /** What is not finished goes on; of an execution that failed, the failed and skipped tasks are tried again. */
    private Beginning goOn(ExecutionStatus execution, RunRequest request, HomeId home) {
        if (!execution.home().equals(home)) {
            return new Beginning.Refused(
                    execution.id() + " was begun with another COPPICE_HOME, where its worktrees are; set that");
        }
        steering.workWith(execution.id(), RunSettings.changed(execution.settings(), request));
        switch (execution.state()) {
            case QUEUED, EXECUTING, COMPLETED -> {}
            case PAUSED -> steering.resume(execution.id());
            case FAILED, CANCELLED -> {
                try {
                    steering.retry(execution.id());
                } catch (CheckoutTaken e) {
                    return new Beginning.Refused(String.valueOf(e.getMessage()));
                }
            }
        }
        return new Beginning.Following(execution.id());
    }

    private void giveUp(ExecutionId other) {
        steering.cancel(other);
        handover.settle(other);
    }

    private Beginning submit(RunRequest request, HomeId home) {
        if (request.replace()) {
            executions.openLocal(Path.of(request.repository())).ifPresent(this::giveUp);
        }
        var plan = new PlanRequest(
                request.planName(),
                request.planText(),
                Path.of(request.repository()),
                ExecutionMode.of(request.mode()),
                request.base(),
                request.autoMerge(),
                RunSettings.of(request),
                home);
        return switch (submission.submit(plan)) {
            case Submitted.Queued(var execution, var _) -> new Beginning.Following(execution);
            case Submitted.BadPlan(var diagnostics) -> new Beginning.Refused(diagnostics.toString());
            case Submitted.BadRepository(var reason) -> new Beginning.Refused(reason);
        };
    }
}
