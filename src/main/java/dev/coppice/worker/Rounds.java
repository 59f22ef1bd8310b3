package dev.coppice.worker;

import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Repair;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.landing.Landings;
import dev.coppice.task.CommitId;
import dev.coppice.task.Phase;
import dev.coppice.worktree.WorkSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** An attempt's work: the agent works, its work is judged and landed; what is wrong goes back to the agent while it has rounds left. */
@ApplicationScoped
class Rounds {

    private final Attempts attempts;
    private final Landings landings;
    private final Baseline baseline;
    private final AgentTurns turns;
    private final Judgement judgement;

    Rounds(Attempts attempts, Landings landings, Baseline baseline, AgentTurns turns, Judgement judgement) {
        this.attempts = attempts;
        this.landings = landings;
        this.baseline = baseline;
        this.turns = turns;
        this.judgement = judgement;
    }

    /** One attempt at work, and what it knows of the baseline so far. */
    private record AtWork(Assigned task, Bench bench, RepairRounds rounds, Baseline.Look look) {}

    Outcome run(Assigned task, Bench bench) throws InterruptedException {
        var look = baseline.look(task, bench);
        return look instanceof Baseline.Look.Over(var outcome)
                ? outcome
                : run(new AtWork(task, bench, turns.rounds(task), look));
    }

    private Outcome run(AtWork work) throws InterruptedException {
        Optional<Objection> wrong = Optional.empty();
        while (true) {
            switch (round(work, wrong)) {
                case Step.Over(var outcome) -> {
                    return outcome;
                }
                case Step.Objected(var objection) when isTakenUp(work, objection) -> wrong = Optional.of(objection);
                case Step.Objected(var objection) -> {
                    return work.task()
                            .unlessStopped(objection.failure(work.rounds().after()));
                }
            }
        }
    }

    /** An attempt that works on must not keep others from landing. */
    private boolean isTakenUp(AtWork work, Objection objection) {
        if (work.task().attempt().stopped() != null
                || isUnpaid(work)
                || !work.rounds().take(objection)) {
            return false;
        }
        landings.giveUpTurn(work.task().lease());
        work.task().note(work.rounds().heading(objection));
        return work.bench().startOver(objection.ground());
    }

    private boolean isUnpaid(AtWork work) {
        var words = turns.objection(work.task());
        words.ifPresent(work.rounds()::endFor);
        return words.isPresent();
    }

    private Step round(AtWork work, Optional<Objection> wrong) throws InterruptedException {
        var task = work.task();
        var over = turns.await(task, work.rounds());
        if (over.isPresent()) {
            return Step.over(over.get());
        }
        var repair = wrong.map(objection -> repair(work, objection));
        var report = turns.take(task, work.bench(), work.rounds(), repair);
        var snapshot = work.bench().snapshot();
        var kept = work.bench().keep(snapshot);
        kept.ifPresent(commit -> attempts.kept(task.lease(), commit));
        return switch (report.result()) {
            case AgentResult.Finished _ -> resolved(work, wrong, kept, snapshot);
            case AgentResult.Failed(var reason, var _) ->
                Step.over(task.unlessStopped(Outcome.failed("agent_failed", reason)));
            case AgentResult.Blocked(var word, var reason) ->
                Step.over(task.unlessStopped(Outcome.blocked(word, reason)));
            case AgentResult.TimedOut limit -> Step.over(task.timedOut(limit));
            case AgentResult.Stopped _ -> Step.over(task.stopped());
            case AgentResult.Unavailable lack -> Step.over(task.unavailable(lack, report.resetsAt()));
        };
    }

    private static Repair repair(AtWork work, Objection objection) {
        return switch (objection) {
            case Objection.OfCheck(var failed, var _) ->
                new Repair.OfCheck(
                        failed.command(), failed.evidence().lines().findFirst().orElse(""), failed.output());
            case Objection.OfConflict(var paths, var _) ->
                new Repair.OfConflict(
                        paths, work.bench().kept().map(CommitId::sha).orElse("HEAD"));
        };
    }

    /** Work with a conflict in it is not even checked. */
    private Step resolved(AtWork work, Optional<Objection> wrong, Optional<CommitId> kept, WorkSnapshot snapshot)
            throws InterruptedException {
        if (wrong.orElse(null) instanceof Objection.OfConflict conflict) {
            var left = left(work, conflict, kept, snapshot);
            if (left.isPresent()) {
                return Step.over(Outcome.failed("conflict", left.get()));
            }
        }
        return verify(work, snapshot);
    }

    /** What of the conflict nobody has resolved; where there are no markers to tell, at least something must have been done. */
    private static Optional<String> left(
            AtWork work, Objection.OfConflict conflict, Optional<CommitId> kept, WorkSnapshot snapshot) {
        var markers = new ConflictMarkers(work.task().workshop().repository().history());
        List<String> marked =
                kept.map(commit -> markers.left(commit, conflict.paths())).orElse(List.of());
        if (!marked.isEmpty()) {
            return Optional.of("conflict markers are left in " + String.join(", ", marked));
        }
        return work.bench().ground(snapshot).equals(conflict.ground())
                ? Optional.of("the agent left the conflict as it was, in " + String.join(", ", conflict.paths()))
                : Optional.empty();
    }

    /** What no commit can hold is not checked: the checks would see something else than the work. */
    private Step verify(AtWork work, WorkSnapshot snapshot) throws InterruptedException {
        var task = work.task();
        var refused = refusal(snapshot);
        if (refused.isPresent()) {
            return Step.over(refused.get());
        }
        if (!task.enters(Phase.VERIFYING, attempts)) {
            return Step.over(Outcome.settled());
        }
        var ground = work.bench().ground(snapshot);
        return switch (baseline.settle(task, work.bench(), work.look(), ground)) {
            case Baseline.Look.Known(var failedBefore) ->
                judgement.judge(task, work.bench(), snapshot, Checks.of(task.work(), failedBefore));
            case Baseline.Look.Over(var outcome) -> Step.over(outcome);
        };
    }

    private static Optional<Outcome> refusal(WorkSnapshot snapshot) {
        return switch (snapshot) {
            case WorkSnapshot.Changed _, WorkSnapshot.Unchanged _ -> Optional.empty();
            case WorkSnapshot.NestedRepositories(var paths) ->
                Optional.of(Outcome.failed(
                        "nested_repository",
                        "git repositories inside the worktree cannot be committed: " + String.join(", ", paths)));
            case WorkSnapshot.SubmodulesChanged(var reasons) ->
                Optional.of(Outcome.failed(
                        "submodule_changed",
                        "a submodule's own changes cannot land, commit them in its repository first: "
                                + String.join("; ", reasons)));
        };
    }
}
