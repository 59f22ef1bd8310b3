package dev.coppice.worker;

import dev.coppice.agent.AgentResult;
import dev.coppice.integration.Fence;
import dev.coppice.landing.Lander;
import dev.coppice.landing.LandingOutcome;
import dev.coppice.process.RunningProcess;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.Landings;
import dev.coppice.queue.Steering;
import dev.coppice.task.CommitId;
import dev.coppice.task.Phase;
import dev.coppice.verification.Verdict;
import dev.coppice.worktree.WorkSnapshot;
import dev.coppice.worktree.Workspace;
import dev.coppice.worktree.WorkspaceOpening;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Carries one claimed task from a clean workspace to a landed commit. Reads top to bottom, one step per method. */
@ApplicationScoped
class AttemptRunner {

    private final Attempts attempts;
    private final Landings landings;
    private final Lander lander;
    private final Steering steering;

    AttemptRunner(Attempts attempts, Landings landings, Lander lander, Steering steering) {
        this.attempts = attempts;
        this.landings = landings;
        this.lander = lander;
        this.steering = steering;
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
        return landings.adopt(task.lease(), commit)
                ? Outcome.settled()
                : Outcome.infrastructure("could not adopt the landing " + commit);
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

    private Outcome runIn(Assigned task, Workspace workspace) {
        try (var bench = new Bench(task, workspace)) {
            return switch (bench.prepare(process -> record(task, process))) {
                case Verdict.Passed _ -> progress(task, Phase.RUNNING) ? askAgent(task, bench) : Outcome.settled();
                case Verdict.Failed(var command, var evidence) -> notSetUp(task, command + ": " + evidence);
                case Verdict.Stopped _ -> task.stopped();
                case Verdict.Unavailable(var reason) -> Outcome.infrastructure(reason);
            };
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

    private Outcome askAgent(Assigned task, Bench bench) {
        long began = System.nanoTime();
        var report = bench.runAgent(process -> record(task, process));
        attempts.spent(task.lease(), Duration.ofNanos(System.nanoTime() - began), report.cost());
        var snapshot = bench.snapshot();
        bench.keep(snapshot).ifPresent(commit -> attempts.kept(task.lease(), commit));
        return switch (report.result()) {
            case AgentResult.Finished _ -> verify(task, bench, snapshot);
            case AgentResult.Failed(var reason, var _) -> task.unlessStopped(Outcome.failed("agent_failed", reason));
            case AgentResult.Blocked(var word, var reason) -> task.unlessStopped(Outcome.blocked(word, reason));
            case AgentResult.TimedOut(var limit) -> Outcome.timedOut(limit);
            case AgentResult.Stopped _ -> task.stopped();
            case AgentResult.Unavailable(var word, var reason) ->
                task.unlessStopped(Outcome.infrastructure(word, reason));
        };
    }

    private Outcome verify(Assigned task, Bench bench, WorkSnapshot snapshot) {
        return progress(task, Phase.VERIFYING)
                ? judge(task, bench, snapshot, bench.verify(snapshot, process -> record(task, process)))
                : Outcome.settled();
    }

    private Outcome judge(Assigned task, Bench bench, WorkSnapshot snapshot, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Passed(int checks) -> verified(task, bench, snapshot, checks);
            case Verdict.Failed(var command, var evidence) ->
                task.unlessStopped(Outcome.failed("check_failed", command + ": " + evidence));
            case Verdict.Stopped _ -> task.stopped();
            case Verdict.Unavailable(var reason) -> Outcome.infrastructure(reason);
        };
    }

    private Outcome verified(Assigned task, Bench bench, WorkSnapshot snapshot, int checks) {
        return switch (snapshot) {
            case WorkSnapshot.Changed changed -> land(task, bench, changed);
            case WorkSnapshot.Unchanged _ when checks > 0 -> Outcome.unchanged();
            case WorkSnapshot.Unchanged _ ->
                Outcome.failed("no_change", "the agent changed nothing, and no check says that the task is done");
            case WorkSnapshot.NestedRepositories(var paths) ->
                Outcome.failed(
                        "nested_repository",
                        "git repositories inside the worktree cannot be committed: " + String.join(", ", paths));
            case WorkSnapshot.SubmodulesChanged(var reasons) ->
                Outcome.failed(
                        "submodule_changed",
                        "a submodule's own changes cannot land, commit them in its repository first: "
                                + String.join("; ", reasons));
        };
    }

    private Outcome land(Assigned task, Bench bench, WorkSnapshot.Changed changed) {
        if (!progress(task, Phase.LANDING)) {
            return Outcome.settled();
        }
        var request = bench.landingRequest(changed);
        return switch (lander.land(
                task.integrator(), request, commit -> bench.verify(commit, process -> record(task, process)))) {
            case LandingOutcome.Landed(var commit) -> task.published(commit);
            case LandingOutcome.AlreadyContained _ -> Outcome.unchanged();
            case LandingOutcome.Conflicted(var paths) ->
                Outcome.failed("conflict", "conflicts with what landed meanwhile in " + String.join(", ", paths));
            case LandingOutcome.NotVerified(var verdict) -> judge(task, bench, new WorkSnapshot.Unchanged(), verdict);
            case LandingOutcome.LeaseLost _ -> Outcome.settled();
            case LandingOutcome.Halted _ -> Outcome.released("halted");
            case LandingOutcome.Refused(var reason) -> Outcome.infrastructure(reason);
        };
    }

    /** Recorded at once, so that a successor of this process can find it and end it; without the lease it must not go on. */
    private void record(Assigned task, RunningProcess process) {
        process.identity()
                .filter(identity -> !attempts.started(task.lease(), identity))
                .ifPresent(_ -> task.attempt().stop(ActiveAttempt.Stop.LOST));
    }

    /** False if the lease is lost, so that nothing more of this attempt counts. */
    private boolean progress(Assigned task, Phase phase) {
        return attempts.phase(task.lease(), phase);
    }
}
