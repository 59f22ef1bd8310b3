package dev.coppice.worker;

import dev.coppice.integration.Fence;
import dev.coppice.process.RunningProcess;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.Steering;
import dev.coppice.queue.landing.Landings;
import dev.coppice.task.CommitId;
import dev.coppice.verification.Verdict;
import dev.coppice.worktree.Workspace;
import dev.coppice.worktree.WorkspaceOpening;
import jakarta.enterprise.context.ApplicationScoped;

/** Carries one claimed task from its fence mark into a clean workspace, where {@link Rounds} take over. */
@ApplicationScoped
class AttemptRunner {

    private final Attempts attempts;
    private final Landings landings;
    private final Steering steering;
    private final Rounds rounds;

    AttemptRunner(Attempts attempts, Landings landings, Steering steering, Rounds rounds) {
        this.attempts = attempts;
        this.landings = landings;
        this.steering = steering;
        this.rounds = rounds;
    }

    Outcome run(Assigned task) throws InterruptedException {
        return switch (task.setFenceMark()) {
            case Fence.Marked _ -> runInWorkspace(task);
            case Fence.AlreadyLanded(var commit) -> adopt(task, commit);
            case Fence.Contended(var reason) -> Outcome.infrastructure(reason);
            case Fence.Surprise(var detail) -> surprised(task, detail);
        };
    }

    /** The database lost (by a failover) what git has: the landing is believed, the task is not run again. */
    private Outcome adopt(Assigned task, CommitId commit) {
        if (!landings.adopt(task.lease(), commit)) {
            return Outcome.infrastructure("could not adopt the landing " + commit);
        }
        task.attempt().course().completes();
        return Outcome.settled();
    }

    /** Somebody else wrote where only landings write: nothing lands until a person has looked. */
    private Outcome surprised(Assigned task, String detail) {
        landings.pauseResultMoved(task.lease().execution(), detail);
        return Outcome.released("result_moved");
    }

    private Outcome runInWorkspace(Assigned task) throws InterruptedException {
        var tip = landings.resultTip(task.lease().execution());
        return switch (task.openWorkspace(tip)) {
            case WorkspaceOpening.Opened(var workspace) -> runIn(task, workspace);
            case WorkspaceOpening.Refused(var reason, var detail) -> refused(task, reason, detail);
        };
    }

    private Outcome runIn(Assigned task, Workspace workspace) throws InterruptedException {
        try (var bench = new Bench(task, workspace, process -> record(task, process))) {
            task.attempt().worksAt(task.placeIn(workspace.directory()));
            return switch (bench.prepare()) {
                case Verdict.Passed _ -> rounds.run(task, bench);
                case Verdict.Failed failed -> notSetUp(task, failed.command() + ": " + failed.evidence());
                case Verdict.Stopped _ -> task.stopped();
                case Verdict.Unavailable(var reason) -> Outcome.infrastructure(reason);
            };
        } finally {
            task.attempt().worksAt(null);
        }
    }

    /** Every task would meet the same: nothing goes on before a person has looked, and no task is blamed. */
    private Outcome notSetUp(Assigned task, String detail) {
        return task.excuse(detail).orElseGet(() -> refused(task, "setup_failed", detail));
    }

    /** Nothing goes on until a person has put something right, such as the state of their checkout. */
    private Outcome refused(Assigned task, String reason, String detail) {
        steering.pause(task.lease().execution(), reason, detail);
        return Outcome.released(reason, detail);
    }

    /** Recorded at once, so that a successor of this process can find it and end it; without the lease it must not go on. */
    private void record(Assigned task, RunningProcess process) {
        process.identity()
                .filter(identity -> !attempts.started(task.lease(), identity))
                .ifPresent(_ -> task.attempt().stop(ActiveAttempt.Stop.LOST));
    }
}
