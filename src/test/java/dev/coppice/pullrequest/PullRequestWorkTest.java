package dev.coppice.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.forge.Forge;
import dev.coppice.forge.ForgeResource;
import dev.coppice.forge.ForgeServer.Answer;
import dev.coppice.forge.MergeMethod;
import dev.coppice.forge.NewPullRequest;
import dev.coppice.forge.github.GitHubStandIn;
import dev.coppice.forge.roster.Forges;
import dev.coppice.queue.Deletion;
import dev.coppice.queue.Deletions;
import dev.coppice.queue.PullRequestStanding;
import dev.coppice.queue.PullRequestStanding.State;
import dev.coppice.queue.PullRequests;
import dev.coppice.queue.Steering;
import dev.coppice.task.ExecutionId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pull request from the push to its end, step by step, with deaths and refusals in between. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ForgeResource.class)
class PullRequestWorkTest extends ACompletedExecution {

    @Inject
    PullRequests rows;

    @Inject
    Steering steering;

    @Inject
    Deletions deletions;

    @Inject
    Forges forges;

    private GitHubStandIn hub;

    @BeforeEach
    void begin() {
        hub = new GitHubStandIn(ForgeResource.port(hubUrl), folder);
        useRemote(hub.remote());
    }

    @AfterEach
    void theDescriptionHasNothingAgainstIt() {
        hub.close();
        assertThat(hub.objections()).isEmpty();
    }

    private ExecutionId opened(String merge, boolean deletes) {
        var execution = pushed(ask(merge, deletes));
        assertThat(step(execution).number()).hasValue(12);
        return execution;
    }

    private static void assertState(PullRequestStanding standing, State state, String reason) {
        assertThat(standing.state()).isEqualTo(state);
        assertThat(standing.reason()).contains(reason);
    }

    @Test
    void nothingIsOpenedBeforeTheResultIsPushed() {
        var execution = submitted(ask("", false));
        work.advance(execution);
        complete(execution);
        work.advance(execution);
        assertThat(work.due(home())).doesNotContain(execution);

        pushes.push(execution);

        assertThat(work.due(home())).contains(execution);
        assertThat(hub.requests()).isEmpty();
        assertState(standing(execution), State.WAITING, "");
    }

    @Test
    void aRequestIsOpenedOnceAndSaysWhatTheReportSays() {
        var execution = opened("", false);

        step(execution);
        step(execution);

        assertThat(hub.requests()).hasSize(1);
        var there = hub.requests().getFirst();
        assertThat(there.title).isEqualTo("Coppice: plan.md");
        assertThat(there.body).startsWith("## ✅ Coppice: completed").contains(execution.value());
        assertThat(there.head).isEqualTo(execution.resultBranch());
        assertThat(there.base).isEqualTo("main");
        assertThat(there.labels).containsExactly("bot");
        assertState(standing(execution), State.OPEN, "");
        assertThat(standing(execution).url()).isEqualTo(hubUrl + "/acme/weather/pull/12");
        assertThat(told(execution)).containsExactly("open");
        assertThat(hub.server().asked())
                .allMatch(asked -> asked.header("Authorization").equals("Bearer " + ForgeResource.TOKEN));
    }

    @Test
    void aDeathBetweenTheOpeningAndItsRecordMakesNoSecondOne() {
        var execution = pushed(ask("", false));
        var dead = rows.take(execution, Duration.ofHours(1));
        opensAndDies(execution);

        work.advance(execution);
        var before = standing(execution);
        work.release(home());
        work.advance(execution);

        assertThat(dead).isPresent();
        assertState(before, State.WAITING, "");
        assertThat(hub.requests()).hasSize(1);
        assertThat(standing(execution).number()).hasValue(12);
        assertThat(told(execution)).containsExactly("open");
    }

    /** As the dead one did it, at the forge only. */
    private void opensAndDies(ExecutionId execution) {
        forge(execution).open(new NewPullRequest(execution.resultBranch(), "main", "T", "B", false, List.of()));
    }

    private Forge forge(ExecutionId execution) {
        var wish = standing(execution).wish();
        return forges.project(wish.forge(), wish.project()).orElseThrow();
    }

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
    void anOpenRequestOfTheSameBranchIsTakenOver() {
        var execution = pushed(ask("", false));
        forge(execution)
                .open(new NewPullRequest(execution.resultBranch(), "main", "By hand", "mine", false, List.of()));

        step(execution);

        assertThat(hub.requests()).hasSize(1);
        assertThat(hub.requests().getFirst().title).isEqualTo("Coppice: plan.md");
    }

    @Test
    void ofSeveralServicesOneHasTheTurn() {
        var execution = pushed(ask("", false));

        Stream.of(1, 2, 3, 4)
                .map(_ -> CompletableFuture.runAsync(() -> work.advance(execution)))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(hub.server().count("POST", "/pulls")).isOne();
        assertThat(told(execution)).containsExactly("open");
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

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500, 502})
    void aForgeThatSaysNoNowIsAskedAgainAfterGrowingPauses(int status) {
        var execution = pushed(ask("", false));
        hub.server().instead("GET", "/acme/weather", Answer.message(status, "not now"));
        hub.server().instead("GET", "/acme/weather", Answer.message(status, "not now"));

        var first = step(execution);
        var due = work.due(home());
        var second = step(execution);
        var third = step(execution);

        assertState(first, State.WAITING, "(" + status + "): not now");
        assertThat(due).doesNotContain(execution);
        assertState(second, State.WAITING, "not now");
        assertState(third, State.OPEN, "");
    }

    @Test
    void aLimitIsHonouredAlsoByTheNextProcess() {
        var execution = pushed(ask("", false));
        hub.server()
                .instead(
                        "GET",
                        "/acme/weather",
                        new Answer(429, Map.of("Retry-After", "600"), "{\"message\": \"slow down\"}"));

        work.advance(execution);
        work.release(home());
        work.advance(execution);
        change("update pull_request set next_at = next_at - interval '9 minutes' where execution_id = '" + execution
                + "'");
        work.advance(execution);
        var asked = hub.server().asked().size();
        change("update pull_request set next_at = next_at - interval '61 seconds' where execution_id = '" + execution
                + "'");
        work.advance(execution);

        assertThat(asked).isOne();
        assertState(standing(execution), State.OPEN, "");
    }

    @Test
    void aForgeThatNeverAgreesIsGivenUp() {
        var execution = pushed(ask("", false));
        change("update execution set pushed_at = pushed_at - interval '25 hours' where id = '" + execution + "'");
        hub.server().instead("GET", "/acme/weather", Answer.message(401, "Bad credentials"));

        assertState(step(execution), State.FAILED, "Bad credentials");

        assertThat(told(execution)).containsExactly("failed");
    }

    @Test
    void aRefusalIsFinal() {
        var execution = pushed(ask("", false));
        hub.server().instead("POST", "/pulls", Answer.message(422, "Validation Failed"));

        assertState(step(execution), State.FAILED, "Validation Failed");
    }

    @Test
    void labelsThatCannotBeSetAreNoReasonToHaveNoRequest() {
        var execution = pushed(ask("", false));
        hub.server().instead("POST", "/labels", Answer.message(403, "Resource not accessible"));

        assertState(step(execution), State.OPEN, "its labels could not be set");
    }

    @Test
    void aResultThatCouldNotBePushedGetsNone() {
        var execution = submitted(ask("", false));
        complete(execution);
        user.git("remote", "set-url", "origin", "http://127.0.0.1:1/acme/weather.git");
        pushes.push(execution);

        assertState(step(execution), State.FAILED, "the result was not pushed: the address of origin is not the one");
        assertThat(hub.server().asked()).isEmpty();
    }

    @Test
    void anExecutionWhoseRequestWaitsIsNotDeleted() {
        var execution = opened("squash", false);
        var early = deletions.delete(execution);
        grow(execution, "5 minutes");
        step(execution);

        assertThat(early)
                .isInstanceOfSatisfying(
                        Deletion.Unsettled.class,
                        unsettled -> assertThat(unsettled.why()).contains("pull request"));
        assertThat(deletions.delete(execution)).isInstanceOf(Deletion.Deleted.class);
    }
}
