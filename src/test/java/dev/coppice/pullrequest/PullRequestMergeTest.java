package dev.coppice.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.forge.ForgeResource;
import dev.coppice.forge.ForgeServer.Answer;
import dev.coppice.forge.MergeMethod;
import dev.coppice.queue.Steering;
import dev.coppice.queue.publication.PullRequestStanding;
import dev.coppice.queue.publication.PullRequestStanding.State;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pull request is looked at until its end, and merged only if everything speaks for it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ForgeResource.class)
class PullRequestMergeTest extends ARequestAtGitHub {

    @Inject
    Steering steering;

    @Test
    void aDeathAfterTheMergeIsFoundOut() {
        var execution = opened("squash", true);
        grow(execution, "5 minutes");
        change("update pull_request set next_at = null where execution_id = '" + execution + "'");
        var taken = rows.take(execution, Duration.ofHours(1));
        forge(execution).merge(12, status(execution).resultTip(), MergeMethod.SQUASH, "as the dead one did it");

        work.release(home());
        work.advance(execution);
        var after = standing(execution);

        assertThat(taken).isPresent();
        assertState(after, State.MERGED, "");
        assertThat(hub.origin().tip(execution.resultBranch())).isEmpty();
    }

    @Test
    void itIsMergedWhenItsChecksHavePassedAndItsBranchGoes() {
        var execution = opened("squash", true);
        var first = step(execution);
        grow(execution, "5 minutes");
        hub.checkRuns.put("build", Optional.empty());
        var pending = step(execution);
        hub.checkRuns.put("build", Optional.of("success"));
        hub.statuses.put("jenkins", "pending");
        var stillPending = step(execution);
        hub.statuses.put("jenkins", "success");
        hub.mergeableState = Optional.of("unknown");
        var unknown = step(execution);
        hub.mergeableState = Optional.empty();
        assertThat(hub.server().count("PUT", "/merge")).isZero();

        var merged = step(execution);

        assertState(first, State.WAITING_FOR_CHECKS, "checks have a moment to begin");
        assertState(pending, State.WAITING_FOR_CHECKS, "the check build is not at its end");
        assertState(stillPending, State.WAITING_FOR_CHECKS, "the check jenkins is not at its end");
        assertState(unknown, State.WAITING_FOR_CHECKS, "working out");
        assertState(merged, State.MERGED, "");
        assertThat(hub.origin().git("show", "main:landed.txt")).isEqualTo("landed");
        assertThat(hub.requests().getFirst().mergeMessage).contains("Coppice-Execution: " + execution);
        assertThat(hub.origin().tip(execution.resultBranch())).isEmpty();
        assertThat(told(execution)).containsExactly("waiting_for_checks", "merged");
        assertThat(work.due(home())).doesNotContain(execution);
    }

    @Test
    void theBranchStaysUnlessItWasToGo() {
        var execution = opened("merge", false);
        grow(execution, "5 minutes");

        assertState(step(execution), State.MERGED, "");

        assertThat(hub.origin().tip(execution.resultBranch())).isPresent();
    }

    @Test
    void aBranchThatWentOnIsNotDeleted() {
        var execution = opened("", true);
        var branch = execution.resultBranch();
        hub.requests().getFirst().sha = status(execution).resultTip().sha();
        hub.requests().getFirst().merged = true;
        hub.requests().getFirst().state = "closed";
        var other = hub.origin().git("commit-tree", "-m", "more", "-p", branch, branch + "^{tree}");
        hub.origin().git("update-ref", "refs/heads/" + branch, other);

        assertState(step(execution), State.MERGED, "its branch could not be deleted");

        assertThat(hub.origin().tip(branch)).contains(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dirty", "behind"})
    void whatCannotBeMergedIsLeftOpen(String state) {
        var execution = opened("squash", true);
        grow(execution, "5 minutes");
        hub.mergeableState = Optional.of(state);

        assertThat(step(execution).state()).isEqualTo(State.NOT_MERGEABLE);

        assertThat(hub.requests().getFirst().state).isEqualTo("open");
        assertThat(hub.server().count("PUT", "/merge")).isZero();
        assertThat(hub.origin().tip(execution.resultBranch())).isPresent();
        assertThat(told(execution)).containsExactly("waiting_for_checks", "not_mergeable");
    }

    @Test
    void aRealConflictIsNotMerged() {
        var execution = opened("squash", false);
        grow(execution, "5 minutes");
        user.write("landed.txt", "other\n");
        user.commitAll("other");
        user.git("push", "-q", "origin", "main");

        assertState(step(execution), State.NOT_MERGEABLE, "conflicts");
    }

    @Test
    void aFailedCheckIsNotMerged() {
        var execution = opened("squash", false);
        grow(execution, "5 minutes");
        hub.checkRuns.put("build", Optional.of("failure"));

        assertState(step(execution), State.NOT_MERGEABLE, "the check build has failed");

        assertThat(hub.server().count("PUT", "/merge")).isZero();
    }

    @Test
    void whatSomebodyPushedMeanwhileIsNotMerged() {
        var execution = opened("squash", false);
        grow(execution, "5 minutes");
        hub.server().instead("PUT", "/merge", Answer.message(409, "Head branch was modified."));
        var refused = step(execution);
        var branch = execution.resultBranch();
        hub.origin()
                .git(
                        "update-ref",
                        "refs/heads/" + branch,
                        hub.origin().git("commit-tree", "-m", "more", "-p", branch, branch + "^{tree}"));

        var after = step(execution);

        assertState(refused, State.WAITING_FOR_CHECKS, "Head branch was modified.");
        assertState(after, State.NOT_MERGEABLE, "somebody else has pushed to it");
        assertThat(hub.requests().getFirst().merged).isFalse();
    }

    @Test
    void aBlockedOneWaitsUntilPatienceIsOver() {
        var execution = opened("squash", false);
        grow(execution, "5 minutes");
        hub.mergeableState = Optional.of("blocked");
        var waiting = step(execution);
        grow(execution, "25 hours");

        var over = step(execution);

        assertState(waiting, State.WAITING_FOR_CHECKS, "a check or a review");
        assertState(over, State.NOT_MERGEABLE, "given up after 1440 minutes");
    }

    @Test
    void oneThatSomebodyClosesIsOver() {
        var execution = opened("squash", true);
        hub.requests().getFirst().state = "closed";

        assertState(step(execution), State.CLOSED, "without merging");

        assertThat(hub.origin().tip(execution.resultBranch())).isPresent();
    }

    @Test
    void oneForPeopleIsFollowedForSomeDaysAndNeverMerged() {
        var execution = opened("", false);
        grow(execution, "1 hour");
        var open = step(execution);
        grow(execution, "8 days");

        var last = step(execution);

        assertState(open, State.OPEN, "");
        assertState(last, State.OPEN, "not looked at any more");
        assertThat(work.due(home())).doesNotContain(execution);
        assertThat(hub.server().count("PUT", "/merge")).isZero();
    }

    @Test
    void whoCancelsStopsTheMergeAndLeavesTheRequest() {
        var execution = opened("squash", true);
        grow(execution, "5 minutes");

        var cancelled = steering.cancel(execution);
        var again = steering.cancel(execution);
        step(execution);

        assertThat(cancelled).isTrue();
        assertThat(again).isFalse();
        assertState(standing(execution), State.CANCELLED, "somebody cancelled it");
        assertThat(hub.requests().getFirst().state).isEqualTo("open");
        assertThat(hub.server().count("PUT", "/merge")).isZero();
        assertThat(told(execution)).containsExactly("waiting_for_checks", "cancelled");
    }

    @Test
    void aTurnThatWasTakenAwayChangesNothingButATrueMergeIsTold() {
        var execution = opened("squash", false);
        change("update pull_request set next_at = null where execution_id = '" + execution + "'");
        var turn = rows.take(execution, Duration.ofHours(1)).orElseThrow();
        steering.cancel(execution);
        var held = rows.isHeld(turn);
        var before = turn.standing();

        rows.record(
                turn,
                new PullRequestStanding(before.wish(), State.WAITING_FOR_CHECKS, before.number(), before.url(), "late"),
                Duration.ZERO);
        rows.postpone(turn, "late", Duration.ZERO);
        var afterLate = standing(execution);
        rows.record(
                turn,
                new PullRequestStanding(before.wish(), State.MERGED, before.number(), before.url(), ""),
                Duration.ZERO);

        assertThat(held).isFalse();
        assertState(afterLate, State.CANCELLED, "somebody cancelled it");
        assertState(standing(execution), State.MERGED, "");
    }
}
