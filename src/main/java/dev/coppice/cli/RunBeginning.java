package dev.coppice.cli;

import dev.coppice.agent.roster.Agents;
import dev.coppice.cli.plan.DiagnosticLines;
import dev.coppice.cli.terminal.Paint;
import dev.coppice.plan.Selection;
import dev.coppice.queue.AgentPauses;
import dev.coppice.queue.Driver;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.submission.BatchRange;
import dev.coppice.submission.Delivery;
import dev.coppice.submission.ImageChoice;
import dev.coppice.submission.PlanRequest;
import dev.coppice.submission.PlanTerms;
import dev.coppice.submission.Resumed;
import dev.coppice.submission.Resumption;
import dev.coppice.submission.Staffing;
import dev.coppice.submission.Submission;
import dev.coppice.submission.Submitted;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.HomeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the execution that a run goes on with, or makes a new one. */
@ApplicationScoped
class RunBeginning {

    private final Submission submission;
    private final Resumption resumption;
    private final Agents agents;
    private final AgentPauses pauses;
    private final ImageChoice images;

    RunBeginning(Submission submission, Resumption resumption, Agents agents, AgentPauses pauses, ImageChoice images) {
        this.images = images;
        this.submission = submission;
        this.resumption = resumption;
        this.agents = agents;
        this.pauses = pauses;
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
        return request.resume() ? resumption.find(Path.of(request.repository()), request.planText()) : Optional.empty();
    }

    Beginning begin(RunRequest request, HomeId home) {
        pauses.tryAgain();
        if (!request.resume()) {
            return submit(request, home);
        }
        return resumed(request)
                .map(execution -> goOn(execution, request, home))
                .orElseGet(() ->
                        new Beginning.Refused("nothing to resume: this plan, as it is written now, has not been run in "
                                + request.repository() + "; run it without --resume"));
    }

    private Beginning goOn(ExecutionStatus execution, RunRequest request, HomeId home) {
        var change = RunSettings.change(request);
        var settings = change.of(execution.settings());
        var missing = missing(execution, settings);
        if (missing.isPresent() && execution.state() != ExecutionState.COMPLETED) {
            return new Beginning.Refused(missing.get());
        }
        return switch (resumption.resume(execution, change, home, Driver.RUN)) {
            case Resumed.Resuming(var id) -> new Beginning.Following(id);
            case Resumed.Occupied(var reason) -> new Beginning.Refused(reason);
            case Resumed.BudgetSpent(var _, var reason) -> new Beginning.Refused(reason + ": --budget USD");
            case Resumed.OtherHome(var id) ->
                new Beginning.Refused(id + " was begun with another COPPICE_HOME, where its worktrees are; set that");
        };
    }

    private Optional<String> missing(ExecutionStatus execution, ExecutionSettings settings) {
        return switch (execution.mode()) {
            case WORKTREE, LOCAL -> agents.missing(settings.agent(), settings.agentCommand());
            case CONTAINER, DAGGER, KUBERNETES ->
                images.objection(execution.mode(), settings, execution.repository(), execution.base());
        };
    }

    private Beginning submit(RunRequest request, HomeId home) {
        var plan = new PlanRequest(
                request.planName(),
                request.planText(),
                BatchRange.ALL,
                Path.of(request.repository()),
                ExecutionMode.of(request.mode()),
                request.base(),
                request.autoMerge(),
                request.replace(),
                RunSettings.of(request),
                home,
                Driver.RUN,
                request.scheduling().scheduling(),
                new Delivery(given(request.push()), request.pullRequest().ask()),
                new Staffing(Optional.empty(), request.scheduling().askedEscalation()),
                Optional.empty(),
                new Selection(request.scheduling().requireApproval()),
                new PlanTerms(given(request.dialect()), given(request.markedFile())));
        return switch (submission.submit(plan)) {
            case Submitted.Queued(var execution, var _) -> new Beginning.Following(execution);
            case Submitted.BadPlan(var diagnostics) ->
                new Beginning.Refused(new DiagnosticLines(request.planName(), request.planText(), Paint.ofTerminal())
                        .of(diagnostics)
                        .strip());
            case Submitted.BadRequest(var _, var reason) -> new Beginning.Refused(reason);
            case Submitted.Occupied(var reason) -> new Beginning.Refused(reason);
        };
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }
}
