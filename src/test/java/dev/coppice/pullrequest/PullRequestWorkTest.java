package dev.coppice.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.forge.ForgeResource;
import dev.coppice.forge.ForgeServer.Answer;
import dev.coppice.forge.NewPullRequest;
import dev.coppice.queue.publication.PullRequestStanding.State;
import dev.coppice.queue.retention.Deletion;
import dev.coppice.queue.retention.Deletions;
import dev.coppice.task.ExecutionId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pull request is opened once, whatever dies, and whatever the forge answers. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ForgeResource.class)
class PullRequestWorkTest extends ARequestAtGitHub {

    @Inject
    Deletions deletions;

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
