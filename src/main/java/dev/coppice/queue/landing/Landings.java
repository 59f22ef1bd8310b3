package dev.coppice.queue.landing;

import dev.coppice.queue.row.ExecutionLock;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import dev.coppice.task.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.Function;

/**
 * Fences the move of a result's ref, which lies outside the database: announce it here, move the ref, record it here. What was announced
 * and never recorded is settled by whoever comes next.
 */
@ApplicationScoped
public class Landings {

    private final ExecutionLock lock;
    private final LandingSteps steps;

    Landings(ExecutionLock lock, LandingSteps steps) {
        this.lock = lock;
        this.steps = steps;
    }

    /** The commit that holds everything that has landed, as the database knows it: what git shows may be half a landing ahead. */
    @Transactional
    public CommitId resultTip(ExecutionId execution) {
        return lock.take(execution).orElseThrow().resultTip();
    }

    /** Announces a landing; only with {@link Intention.Open} may the refs be moved. The same announcement may be repeated. */
    @Transactional
    public Intention intend(Lease lease, CommitId oldTip, CommitId newTip) {
        lock.take(lease.execution());
        return steps.announce(lease, oldTip, newTip);
    }

    /** Records that the refs have moved, and completes the task. May be repeated; false if no landing of this lease is open. */
    public boolean landed(Lease lease) {
        return steps.land(lease) || steps.hasLanded(lease);
    }

    /** Reserves the next landing after lost races, until this lease ends or gives it up; false if another attempt holds the turn. */
    @Transactional
    public boolean takeTurn(Lease lease) {
        lock.take(lease.execution());
        return steps.takeTurn(lease);
    }

    /** Lets others land first again, because this lease's work has to be put right; does nothing if it has no turn. */
    public void giveUpTurn(Lease lease) {
        steps.giveUpTurn(lease);
    }

    /** Completes the task with a commit that its fence ref holds already, though no intent is open. */
    @Transactional
    public boolean adopt(Lease lease, CommitId commit) {
        var tip = lock.take(lease.execution()).orElseThrow().resultTip();
        return switch (steps.announce(lease, tip, commit)) {
            case Intention.Open _ -> steps.land(lease);
            case Intention.TipMoved _,
                    Intention.OtherIntentOpen _,
                    Intention.NotOurTurn _,
                    Intention.LeaseLost _,
                    Intention.Stopped _ -> false;
        };
    }

    /** Open intents, of every execution that processes of this data folder can work on, whose lease is gone or expired. */
    @Transactional
    public List<OpenIntent> abandonedIntents(HomeId home) {
        return steps.abandoned(home);
    }

    /** Landings that earlier processes of the data folder announced and somebody gave up since, of executions that are not over. */
    @Transactional
    public List<OpenIntent> givenUp(Owner self) {
        return steps.givenUp(self);
    }

    /** Open intents of this lease's execution whose lease is gone or expired, and this lease's own. */
    @Transactional
    public List<OpenIntent> abandonedIntents(Lease own) {
        return steps.abandoned(own);
    }

    /**
     * Closes an abandoned intent by what {@code inspect} finds in the refs. It runs under the execution's lock, and must make
     * {@link Finding.Never} true before it says so, whether or not the owner lives.
     */
    @Transactional
    public Settlement settle(OpenIntent intent, Function<OpenIntent, Finding> inspect) {
        ExecutionId execution = intent.lease().execution();
        lock.take(execution);
        if (!steps.isStillAbandoned(intent)) {
            return new Settlement.NotOurs();
        }
        return switch (inspect.apply(intent)) {
            case Finding.Happened() -> {
                steps.land(intent.lease());
                yield new Settlement.Landed();
            }
            case Finding.Never() -> {
                steps.abandon(intent);
                yield new Settlement.Abandoned();
            }
            case Finding.Unclear(var detail) -> new Settlement.Postponed(detail);
            case Finding.Surprise(var detail) -> {
                steps.pauseResultMoved(execution, detail);
                yield new Settlement.Paused(detail);
            }
        };
    }

    /** Pauses the execution until a person has looked, because somebody else wrote the refs that only landings write. */
    @Transactional
    public void pauseResultMoved(ExecutionId execution, String detail) {
        lock.take(execution);
        steps.pauseResultMoved(execution, detail);
    }
}
