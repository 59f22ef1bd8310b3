package dev.coppice.pullrequest;

import dev.coppice.forge.Forge;
import dev.coppice.forge.ForgeFailure;
import dev.coppice.forge.PullRequest;
import dev.coppice.forge.roster.Forges;
import dev.coppice.queue.publication.PullRequestStanding;
import dev.coppice.queue.publication.PullRequestStanding.State;
import dev.coppice.queue.publication.PullRequests;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * Takes pull requests a step on: opens, looks, merges. May be called at any time and as often as one likes, by any service: a step that
 * was taken and not written down is found out at the forge by the next one.
 */
@ApplicationScoped
public class PullRequestWork {

    /** Longer than all calls of a step together may take. */
    private static final Duration TURN = Duration.ofMinutes(15);

    private final PullRequests rows;
    private final Forges forges;
    private final RequestText text;
    private final HeadRemoval removal;
    private final PullRequestConfig config;

    PullRequestWork(PullRequests rows, Forges forges, RequestText text, HeadRemoval removal, PullRequestConfig config) {
        this.rows = rows;
        this.forges = forges;
        this.text = text;
        this.removal = removal;
        this.config = config;
    }

    /** The executions of this data folder, and of all that services share, whose requests are to be looked at now. */
    public List<ExecutionId> due(HomeId home) {
        return rows.due(home);
    }

    /** What this data folder's dead predecessor was at is free. */
    public void release(HomeId home) {
        rows.release(home);
    }

    /** Takes the execution's request a step on. Does nothing if it is not due, or somebody else is at it. */
    public void advance(ExecutionId execution) {
        rows.take(execution, TURN).ifPresent(this::advance);
    }

    private void advance(PullRequests.Turn turn) {
        try {
            step(turn);
        } catch (ForgeFailure e) {
            failed(turn, e);
        } catch (RuntimeException e) {
            Log.errorf(e, "the pull request of %s", turn.execution());
            failed(turn, new ForgeFailure(ForgeFailure.Kind.LATER, "something is wrong here; the log tells"));
        }
    }

    private void step(PullRequests.Turn turn) {
        if (turn.unpushed().isPresent()) {
            end(
                    turn,
                    State.FAILED,
                    "the result was not pushed: " + turn.unpushed().get());
            return;
        }
        var wish = turn.standing().wish();
        var forge = forges.project(wish.forge(), wish.project())
                .orElseThrow(() -> new ForgeFailure(
                        ForgeFailure.Kind.LATER, "the forge " + wish.forge() + " is not configured any more"));
        if (turn.standing().number().isEmpty()) {
            open(turn, forge);
        } else {
            look(turn, forge);
        }
    }

    private void open(PullRequests.Turn turn, Forge forge) {
        var wish = turn.standing().wish();
        var opened = new RequestOpening(forge, text.of(turn.execution(), wish), turn.result()).open();
        var state = Judgement.of(opened.request(), wish);
        rows.record(turn, with(turn, opened.request(), state, opened.complaint()), pause(turn, Duration.ZERO));
        Log.infof("%s: pull request %s", turn.execution(), opened.request().url());
    }

    private static PullRequestStanding with(PullRequests.Turn turn, PullRequest request, State state, String reason) {
        return new PullRequestStanding(
                turn.standing().wish(), state, OptionalInt.of(request.number()), request.url(), reason);
    }

    private void look(PullRequests.Turn turn, Forge forge) {
        var wish = turn.standing().wish();
        var standing = forge.look(turn.standing().number().orElseThrow());
        switch (Judgement.of(standing, wish, turn.result(), turn.age(), config.settle())) {
            case Judgement.Merge _ -> merge(turn, forge);
            case Judgement.Wait(var reason) -> await(turn, reason);
            case Judgement.End(var state, var reason) -> end(turn, state, reason);
        }
    }

    /** What is cancelled meanwhile, or another service's, is left alone; what came of it is asked, not believed. */
    private void merge(PullRequests.Turn turn, Forge forge) {
        if (!rows.isHeld(turn)) {
            return;
        }
        int number = turn.standing().number().orElseThrow();
        var method = turn.standing().wish().merge().orElseThrow();
        try {
            forge.merge(number, turn.result(), method, RequestText.ofCommit(turn.execution()));
        } catch (ForgeFailure e) {
            if (e.kind() == ForgeFailure.Kind.MOVED) {
                await(turn, String.valueOf(e.getMessage()));
                return;
            }
            throw e;
        }
        if (forge.look(number).request().state() == PullRequest.State.MERGED) {
            end(turn, State.MERGED, "");
        } else {
            await(turn, "the forge is merging it");
        }
    }

    private void await(PullRequests.Turn turn, String reason) {
        var wish = turn.standing().wish();
        boolean isToBeMerged = wish.merge().isPresent();
        if (isToBeMerged && isOlder(turn, config.patience())) {
            end(turn, State.NOT_MERGEABLE, "given up after " + config.patience().toMinutes() + " minutes: " + reason);
        } else if (!isToBeMerged && isOlder(turn, config.follow())) {
            rows.recordLast(turn, now(turn, State.OPEN, "not looked at any more"));
        } else {
            rows.record(turn, now(turn, Judgement.open(wish), reason), pause(turn, turn.age()));
        }
    }

    private static Duration pause(PullRequests.Turn turn, Duration age) {
        return Pauses.betweenLooks(age, turn.standing().wish().merge().isPresent());
    }

    private static boolean isOlder(PullRequests.Turn turn, Duration time) {
        return turn.age().compareTo(time) > 0;
    }

    private void end(PullRequests.Turn turn, State state, String reason) {
        var left = state == State.MERGED && turn.standing().wish().deletesBranch()
                ? removal.remove(turn).orElse("")
                : reason;
        rows.record(turn, now(turn, state, left), Duration.ZERO);
        Log.infof("%s: pull request %s. %s", turn.execution(), state.word(), left);
    }

    private static PullRequestStanding now(PullRequests.Turn turn, State state, String reason) {
        var before = turn.standing();
        return new PullRequestStanding(before.wish(), state, before.number(), before.url(), reason);
    }

    private void failed(PullRequests.Turn turn, ForgeFailure failure) {
        var reason = String.valueOf(failure.getMessage());
        boolean isFinal = failure.kind() == ForgeFailure.Kind.REFUSED || isOlder(turn, config.patience());
        if (!isFinal) {
            rows.postpone(turn, reason, Pauses.afterFailure(turn.failures(), failure.pause()));
        } else if (turn.standing().number().isEmpty()) {
            end(turn, State.FAILED, reason);
        } else if (turn.standing().wish().merge().isPresent()) {
            end(turn, State.NOT_MERGEABLE, reason);
        } else {
            rows.recordLast(turn, now(turn, State.OPEN, "not looked at any more: " + reason));
        }
    }
}
