package dev.coppice.api;

import dev.coppice.database.OwnFolder;
import dev.coppice.queue.BatchStatus;
import dev.coppice.queue.Budgets;
import dev.coppice.queue.Driver;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.submission.Resumed;
import dev.coppice.submission.Resumption;
import dev.coppice.submission.SettingsChange;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Goes on with the newest execution of the plan that a start request brings. */
@ApplicationScoped
class Resumes {

    private final Resumption resumption;
    private final Lookup lookup;
    private final OwnFolder folder;

    Resumes(Resumption resumption, Lookup lookup, OwnFolder folder) {
        this.resumption = resumption;
        this.lookup = lookup;
        this.folder = folder;
    }

    /** A {@link ProblemException} says why there is nothing to go on with. */
    StartedView resume(StartRequest request, Admission.Admitted admitted) {
        var text = request.planText()
                .orElseThrow(() -> Problem.about("plan_text", "a resume needs the plan's text")
                        .asException());
        var execution = resumption
                .find(admitted.repository().folder(), text)
                .orElseThrow(() -> Problem.about(
                                "resume",
                                "nothing to resume: this plan, as it is written now, has not been run in "
                                        + admitted.repository().name() + "; run it without --resume")
                        .asException());
        var home = new HomeId(folder.id());
        return switch (resumption.resume(execution, change(request, admitted), home, Driver.SERVICE)) {
            case Resumed.Resuming(var id) -> view(id);
            case Resumed.Occupied(var reason) ->
                throw Problem.of(409, "checkout_taken", reason).asException();
            case Resumed.BudgetSpent(var id, var reason) ->
                throw Problem.of(409, Budgets.REASON, id + ": " + reason).asException();
            case Resumed.OtherHome(var id) ->
                throw Problem.about("resume", id + " was begun with another COPPICE_HOME; ask its service")
                        .asException();
        };
    }

    private static SettingsChange change(StartRequest request, Admission.Admitted admitted) {
        boolean hasAgent = request.agent().isPresent() || request.agentCommand().isPresent();
        return new SettingsChange(
                hasAgent ? Optional.of(admitted.agent().name()) : Optional.empty(),
                admitted.agent().command(),
                request.isolation(),
                request.taskTimeoutSeconds().map(Duration::ofSeconds),
                request.workers(),
                request.repairRounds(),
                request.budgets());
    }

    private StartedView view(ExecutionId id) {
        ExecutionStatus execution = lookup.execution(id.value());
        return new StartedView(
                id.value(),
                execution.state().word(),
                execution.batches().stream().map(BatchStatus::position).toList());
    }
}
