package dev.coppice.landing;

import dev.coppice.git.Ground;
import dev.coppice.integration.Integrator;
import dev.coppice.integration.Merge;
import dev.coppice.integration.Move;
import dev.coppice.queue.landing.Intention;
import dev.coppice.queue.landing.Landings;
import dev.coppice.queue.landing.Settlement;
import dev.coppice.task.CommitId;
import dev.coppice.verification.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/** Takes verified work to the result: merge, have the commit judged, then intent, ref transaction, completion. */
@ApplicationScoped
public class Lander {

    /** After so many lost races the attempt takes the execution's turn, so that it cannot be overtaken for ever. */
    private static final int RACES_BEFORE_TURN = 3;

    private final Landings landings;
    private final LandingRecovery recovery;
    private final LandingDoor door;

    Lander(Landings landings, LandingRecovery recovery, LandingDoor door) {
        this.landings = landings;
        this.recovery = recovery;
        this.door = door;
    }

    /** Lands the work or tells why not; {@code judge} is asked of the very commit that would land, before that is announced. */
    public LandingOutcome land(Integrator git, LandingRequest request, Function<Merge.Ready, Verdict> judge) {
        for (int lostRaces = 0; ; lostRaces++) {
            if (lostRaces == RACES_BEFORE_TURN) {
                landings.takeTurn(request.lease());
            }
            var outcome = landOnce(git, request, judge);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
    }

    /** Empty if the result moved meanwhile and everything from the merge on must be done again. */
    private Optional<LandingOutcome> landOnce(
            Integrator git, LandingRequest request, Function<Merge.Ready, Verdict> judge) {
        var tip = landings.resultTip(request.lease().execution());
        return switch (git.prepare(request.base(), tip, request.work(), request.message(), request.worktree())) {
            case Merge.AlreadyContained _ -> Optional.of(new LandingOutcome.AlreadyContained());
            case Merge.Conflicted(var paths, var tree) ->
                Optional.of(new LandingOutcome.Conflicted(paths, new Ground(tip, tree)));
            case Merge.Ready ready -> objection(ready, judge).or(() -> announce(git, request, tip, ready.landing()));
        };
    }

    private static Optional<LandingOutcome> objection(Merge.Ready ready, Function<Merge.Ready, Verdict> judge) {
        var verdict = judge.apply(ready);
        return verdict instanceof Verdict.Passed
                ? Optional.empty()
                : Optional.of(new LandingOutcome.NotVerified(verdict, ready.ground()));
    }

    private Optional<LandingOutcome> announce(Integrator git, LandingRequest request, CommitId tip, CommitId landing) {
        return door.through(request, tip, landing, answer -> switch (answer) {
            case Intention.Open _ -> Optional.of(move(git, request, tip, landing));
            case Intention.TipMoved _, Intention.OtherIntentOpen _, Intention.NotOurTurn _ -> Optional.empty();
            case Intention.LeaseLost _ -> Optional.of(new LandingOutcome.LeaseLost());
            case Intention.Stopped _ -> Optional.of(new LandingOutcome.Halted());
        });
    }

    private LandingOutcome move(Integrator git, LandingRequest request, CommitId tip, CommitId landing) {
        var moved = request.trusted().getAsBoolean()
                ? git.move(request.refs(), request.number(), request.lease().token(), tip, landing)
                : new Move.Refused("the lease could no longer be trusted");
        return switch (moved) {
            case Move.Moved _ -> complete(request, landing);
            case Move.Refused(var reason) -> afterRefusal(git, request, landing, reason);
        };
    }

    private LandingOutcome complete(LandingRequest request, CommitId landing) {
        request.shown().accept(landing);
        return landings.landed(request.lease()) ? new LandingOutcome.Landed(landing) : new LandingOutcome.LeaseLost();
    }

    /** A refusal may hide a success (an answer lost, a kill between two renames): look before judging. */
    private LandingOutcome afterRefusal(Integrator git, LandingRequest request, CommitId landing, String reason) {
        return switch (recovery.settleOwn(git, request.lease())) {
            case Settlement.Landed _ -> {
                request.shown().accept(landing);
                yield new LandingOutcome.Landed(landing);
            }
            case Settlement.Abandoned _ -> new LandingOutcome.Refused(reason);
            case Settlement.Paused _ -> new LandingOutcome.Halted();
            // The intent stays open; whoever ends this attempt settles it first, and tries until that can be told.
            case Settlement.Postponed(var detail) -> new LandingOutcome.Refused(detail);
            case Settlement.NotOurs _ -> new LandingOutcome.LeaseLost();
        };
    }
}
