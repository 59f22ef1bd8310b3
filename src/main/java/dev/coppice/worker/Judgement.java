package dev.coppice.worker;

import dev.coppice.git.Ground;
import dev.coppice.integration.Merge;
import dev.coppice.queue.landing.Landings;
import dev.coppice.task.CommitId;
import dev.coppice.verification.Check;
import dev.coppice.verification.Verdict;
import dev.coppice.worktree.WorkSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Judges an agent's work by its checks and brings it to the result. Where others have landed since the work began it is judged merged with
 * theirs at once: that is what would land, and checks that take minutes run once.
 */
@ApplicationScoped
class Judgement {

    private final Landings landings;
    private final LandingStep landing;

    Judgement(Landings landings, LandingStep landing) {
        this.landings = landings;
        this.landing = landing;
    }

    /** The files that are checked, and the commit that has them where they are the work and others' together. */
    private record Judged(Ground ground, Optional<CommitId> merge) {}

    Step judge(Assigned task, Bench bench, WorkSnapshot snapshot, Checks checks) throws InterruptedException {
        var judged =
                merged(task, bench, snapshot).orElseGet(() -> new Judged(bench.ground(snapshot), Optional.empty()));
        return switch (verdict(bench, snapshot, judged, checks.ofTask())) {
            case Verdict.Passed(int passed) ->
                switch (snapshot) {
                    case WorkSnapshot.Changed changed -> landing.land(task, bench, changed, checks, judged.ground());
                    case WorkSnapshot.Unchanged _ when passed > 0 -> Step.over(Outcome.unchanged());
                    case WorkSnapshot.Unchanged _ ->
                        Step.over(Outcome.failed(
                                "no_change", "the agent changed nothing, and no check says that the task is done"));
                    case WorkSnapshot.NestedRepositories _, WorkSnapshot.SubmodulesChanged _ ->
                        throw new IllegalStateException("no commit can hold this: " + snapshot);
                };
            case Verdict.Failed failed -> new Step.Objected(new Objection.OfCheck(failed, judged.ground()));
            case Verdict.Stopped _ -> Step.over(task.stopped());
            case Verdict.Unavailable(var reason) -> Step.over(Outcome.infrastructure(reason));
        };
    }

    /** Empty if nothing has landed meanwhile, or the work cannot be merged with it as it is. */
    private Optional<Judged> merged(Assigned task, Bench bench, WorkSnapshot snapshot) {
        if (!(snapshot instanceof WorkSnapshot.Changed changed)) {
            return Optional.empty();
        }
        var tip = landings.resultTip(task.lease().execution());
        return !tip.equals(bench.base())
                        && bench.candidate(changed).on(tip) instanceof Merge.Ready(var commit, var ground)
                ? Optional.of(new Judged(ground, Optional.of(commit)))
                : Optional.empty();
    }

    private static Verdict verdict(Bench bench, WorkSnapshot snapshot, Judged judged, List<Check> checks) {
        return judged.merge()
                .map(commit -> bench.verify(commit, checks))
                .orElseGet(() -> bench.verify(snapshot, checks));
    }
}
