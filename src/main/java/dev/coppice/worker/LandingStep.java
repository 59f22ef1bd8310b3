package dev.coppice.worker;

import dev.coppice.git.Ground;
import dev.coppice.integration.Merge;
import dev.coppice.landing.Lander;
import dev.coppice.landing.LandingOutcome;
import dev.coppice.queue.Attempts;
import dev.coppice.task.Phase;
import dev.coppice.verification.Verdict;
import dev.coppice.worktree.WorkSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Brings work that has passed its checks to the result, through the gate, in order of completion. */
@ApplicationScoped
class LandingStep {

    private final Attempts attempts;
    private final Lander lander;
    private final MergeQueue queue;
    private final Gate gate;

    LandingStep(Attempts attempts, Lander lander, MergeQueue queue, Gate gate) {
        this.attempts = attempts;
        this.lander = lander;
        this.queue = queue;
        this.gate = gate;
    }

    /** Of these files the task's own checks need not be asked again. */
    Step land(Assigned task, Bench bench, WorkSnapshot.Changed changed, Checks checks, Ground checked)
            throws InterruptedException {
        if (!task.enters(Phase.LANDING, attempts)) {
            return Step.over(Outcome.settled());
        }
        var candidate = bench.candidate(changed);
        return queue.inTurn(
                        candidate,
                        () -> task.attempt().stopped() == null,
                        () -> landNow(task, candidate, merge -> judge(task, bench, checks, checked, merge)))
                .orElseGet(() -> Step.over(task.stopped()));
    }

    private Step landNow(Assigned task, Candidate candidate, Function<Merge.Ready, Verdict> judge) {
        return switch (lander.land(candidate.git(), candidate.request(), judge)) {
            case LandingOutcome.Landed(var commit) -> Step.over(task.landed(commit));
            case LandingOutcome.AlreadyContained _ -> Step.over(Outcome.unchanged());
            case LandingOutcome.Conflicted(var paths, var merge) ->
                new Step.Objected(new Objection.OfConflict(paths, merge));
            case LandingOutcome.NotVerified(Verdict.Failed failed, var merge) ->
                new Step.Objected(new Objection.OfCheck(failed, merge));
            case LandingOutcome.NotVerified(Verdict.Unavailable(var reason), var _) ->
                Step.over(Outcome.infrastructure(reason));
            case LandingOutcome.NotVerified(Verdict.Stopped _, var _) -> Step.over(task.stopped());
            case LandingOutcome.NotVerified(Verdict.Passed _, var _) ->
                throw new IllegalStateException("not verified, and yet passed");
            case LandingOutcome.LeaseLost _ -> Step.over(Outcome.settled());
            case LandingOutcome.Halted _ -> Step.over(Outcome.released("halted"));
            case LandingOutcome.Refused(var reason) -> Step.over(Outcome.infrastructure(reason));
        };
    }

    /** The work on top of what it has not been checked with, and in any case the gate. */
    private Verdict judge(Assigned task, Bench bench, Checks checks, Ground checked, Merge.Ready merge) {
        var verdict =
                merge.ground().equals(checked) ? new Verdict.Passed(0) : bench.verify(merge.landing(), checks.ofTask());
        return verdict instanceof Verdict.Passed ? gate.judge(task, bench, checks.gate(), merge) : verdict;
    }
}
