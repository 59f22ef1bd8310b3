package dev.coppice.cli;

import dev.coppice.cli.options.ReportFiles;
import dev.coppice.cli.progress.Progress;
import dev.coppice.cli.progress.RunView;
import dev.coppice.cli.terminal.OneLine;
import dev.coppice.git.GitFailure;
import dev.coppice.integration.Publication;
import dev.coppice.landing.Handover;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Executions;
import dev.coppice.report.Reports;
import dev.coppice.task.ExecutionId;
import dev.coppice.worktree.GiveBack;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Watches an execution in the database, and shows on standard error how it goes. */
@ApplicationScoped
class RunFollowing {

    private static final long BETWEEN_LOOKS_MILLISECONDS = 200;

    private final Executions executions;
    private final RunSteering steering;
    private final Handover handover;
    private final RunDelivery delivery;
    private final Reports reports;

    RunFollowing(
            Executions executions, RunSteering steering, Handover handover, RunDelivery delivery, Reports reports) {
        this.executions = executions;
        this.steering = steering;
        this.handover = handover;
        this.delivery = delivery;
        this.reports = reports;
    }

    /** Until nothing of it will run any more, or a person interrupts. */
    void follow(ExecutionId execution) {
        var progress = Progress.on(System.err);
        var view = RunView.of(status(execution));
        progress.show(view);
        while (!view.isOver() && !Interruption.awaited(BETWEEN_LOOKS_MILLISECONDS)) {
            view = latest(execution, view);
            progress.show(view);
        }
    }

    /** How many tasks of it may run at the same time. */
    int slots(ExecutionId execution) {
        return status(execution).settings().workers();
    }

    /** The last look, with the branch for people where the result is. */
    ExecutionStatus end(ExecutionId execution) {
        try {
            var handed = handover.settle(execution);
            tell(handed.checkout());
            switch (handed.branch()) {
                case Publication.Moved _, Publication.Unchanged _ -> {}
                case Publication.LeftAlone(var reason) -> warn(reason);
            }
        } catch (GitFailure | IllegalStateException e) {
            warn(String.valueOf(e.getMessage()));
        }
        delivery.deliver(execution);
        return status(execution);
    }

    private static void tell(GiveBack checkout) {
        switch (checkout) {
            case GiveBack.Returned _, GiveBack.NotHeld _ -> {}
            case GiveBack.Busy _ -> System.err.println("coppice: something is still at work in your checkout");
            case GiveBack.Left(var reason, var command) ->
                System.err.println("coppice: your checkout is still at the result: " + OneLine.of(reason)
                        + "\n  when that is settled, go back with: " + OneLine.of(command));
        }
    }

    private static void warn(String reason) {
        System.err.println("coppice: the result is safe, but its branch stays where it was: " + reason);
    }

    /** What of it needs no asking any more. */
    void approve(ExecutionId execution, RunRequest request) {
        steering.approve(execution, request.approve());
    }

    /** A database that is away for a while is no reason to give up: the worker rides that out, and so does who watches it. */
    private RunView latest(ExecutionId execution, RunView before) {
        try {
            if (before.waitsForApprovalOnly()) {
                steering.pauseIfAllThatIsLeftWaitsForApproval(execution);
            }
            return RunView.of(status(execution));
        } catch (RuntimeException e) {
            Log.warnf("cannot see how the execution stands, looking again: %s", e.getMessage());
            return before;
        }
    }

    private ExecutionStatus status(ExecutionId execution) {
        return executions.find(execution).orElseThrow();
    }

    /** Keeps the reports that were asked for; gives the exit code of a run that would otherwise have ended with {@code code}. */
    int keep(ExecutionStatus execution, ReportFiles files, int code) {
        try {
            files.write(() -> reports.junit(execution), () -> reports.markdown(execution));
            return code;
        } catch (IOException e) {
            return ReportFiles.missing(e, code, System.err);
        }
    }

    void pause(ExecutionId execution) {
        steering.interrupt(execution);
    }
}
