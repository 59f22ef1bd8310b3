package dev.coppice.worker;

import dev.coppice.integration.Merge;
import dev.coppice.landing.Lander;
import dev.coppice.landing.LandingOutcome;
import dev.coppice.queue.Attempts;
import dev.coppice.task.Phase;
import dev.coppice.verification.Verdict;
import dev.coppice.worktree.WorkSnapshot;
import jakarta.enterprise.context.ApplicationScoped;

/** Brings work that has passed its checks to the result, through the gate, in order of completion. */
@ApplicationScoped
class LandingStep {

    private final Attempts attempts;
    private final Lander lander;
    private final MergeQueue queue;
    private final PassedGates passed;

    LandingStep(Attempts attempts, Lander lander, MergeQueue queue, PassedGates passed) {
        this.attempts = attempts;
        this.lander = lander;
        this.queue = queue;
        this.passed = passed;
    }

    Step land(Assigned task, Bench bench, WorkSnapshot.Changed changed, Checks checks) throws InterruptedException {
        if (!attempts.phase(task.lease(), Phase.LANDING)) {
            return Step.over(Outcome.settled());
        }
        return queue.inTurn(
                        task.lease().execution(),
                        () -> task.attempt().stopped() == null,
                        () -> landNow(task, bench, changed, checks))
                .orElseGet(() -> Step.over(task.stopped()));
    }

    private Step landNow(Assigned task, Bench bench, WorkSnapshot.Changed changed, Checks checks) {
        var request = bench.landingRequest(changed);
        return switch (lander.land(task.integrator(), request, merge -> judge(task, bench, checks, merge))) {
            case LandingOutcome.Landed(var commit) -> Step.over(task.published(commit));
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

    /** The work on a tip that it was not checked on, and in any case the gate, unless these files are known to pass it. */
    private Verdict judge(Assigned task, Bench bench, Checks checks, Merge.Ready merge) {
        var verdict = merge.onMovedTip() ? bench.verify(merge.landing(), checks.ofTask()) : new Verdict.Passed(0);
        return verdict instanceof Verdict.Passed ? gate(task, bench, checks, merge) : verdict;
    }

    private Verdict gate(Assigned task, Bench bench, Checks checks, Merge.Ready merge) {
        var execution = task.lease().execution();
        if (checks.gate().isEmpty() || passed.hold(execution, merge.tree())) {
            return new Verdict.Passed(0);
        }
        task.note("the gate, on " + merge.landing().abbreviated());
        var verdict = bench.verify(merge.landing(), checks.gate());
        if (verdict instanceof Verdict.Passed) {
            passed.remember(execution, merge.tree());
        }
        return verdict;
    }
}
