package dev.coppice.queue.landing;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.AttemptEnd;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.Ending;
import dev.coppice.queue.PlanDraft;
import dev.coppice.queue.Steering;
import dev.coppice.queue.TestQueue;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.task.CommitId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState.Completed;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class LandingsTest {

    private static final CommitId BASE = TestQueue.BASE;
    private static final CommitId ONE = TestQueue.commit('1');
    private static final CommitId TWO = TestQueue.commit('2');

    @Inject
    TestQueue queue;

    @Inject
    Landings landings;

    @Inject
    Attempts attempts;

    @Inject
    Steering steering;

    private Running running;
    private Lease first;
    private Lease second;

    @BeforeEach
    void claimTwoTasks() {
        running = queue.submit(PlanDraft.of(task("1.1"), task("1.2"), task("1.3", "1.1")));
        var claims = queue.claim(running, 2);
        first = claims.getFirst().lease();
        second = claims.getLast().lease();
    }

    @Test
    void aLandingCompletesItsTaskMovesTheTipAndLetsTheNextStart() {
        var intention = landings.intend(first, BASE, ONE);

        assertThat(intention).isInstanceOf(Intention.Open.class);
        assertThat(((Intention.Open) intention).intent().number()).isEqualTo(new TaskNumber("1.1"));
        assertThat(landings.landed(first)).isTrue();

        assertThat(queue.taskState(running, "1.1")).isEqualTo(new Completed(ONE));
        assertThat(queue.status(running).resultTip()).isEqualTo(ONE);
        assertThat(queue.task(running, "1.1").attempts().getFirst().state()).isEqualTo("completed");
        assertThat(queue.claimedNumbers(running)).containsExactly("1.3");
    }

    @Test
    void bothHalvesMayBeRepeatedAfterALostAnswer() {
        var intention = landings.intend(first, BASE, ONE);

        assertThat(landings.intend(first, BASE, ONE)).isEqualTo(intention);
        assertThat(landings.landed(first)).isTrue();
        assertThat(landings.landed(first)).isTrue();
        assertThat(landings.landed(second)).isFalse();
    }

    @Test
    void onlyOneLandingOfAnExecutionIsOpen() {
        landings.intend(first, BASE, ONE);

        assertThat(landings.intend(second, BASE, TWO)).isEqualTo(new Intention.OtherIntentOpen());
        landings.landed(first);
        assertThat(landings.intend(second, BASE, TWO)).isEqualTo(new Intention.TipMoved(ONE));
        assertThat(landings.intend(second, ONE, TWO)).isInstanceOf(Intention.Open.class);
    }

    @Test
    void aStaleTokenCannotAnnounceALanding() {
        var stale = new Lease(first.execution(), first.task(), first.attempt(), UUID.randomUUID());

        assertThat(landings.intend(stale, BASE, ONE)).isEqualTo(new Intention.LeaseLost());
        assertThat(landings.landed(stale)).isFalse();
        assertThat(landings.takeTurn(stale)).isFalse();
        assertThat(landings.adopt(stale, ONE)).isFalse();
    }

    @Test
    void anAttemptWithAnOpenLandingCannotEndOtherwise() {
        landings.intend(first, BASE, ONE);

        assertThat(attempts.end(first, new AttemptEnd.Cancelled())).isEqualTo(new Ending.IntentOpen());
    }

    @Test
    void theTurnKeepsTheOthersOffUntilItsHolderHasLandedOrEnded() {
        assertThat(landings.takeTurn(second)).isTrue();
        assertThat(landings.takeTurn(second)).isTrue();

        assertThat(landings.takeTurn(first)).isFalse();
        assertThat(landings.intend(first, BASE, ONE)).isEqualTo(new Intention.NotOurTurn());
        assertThat(landings.intend(second, BASE, TWO)).isInstanceOf(Intention.Open.class);
        landings.landed(second);

        assertThat(landings.intend(first, TWO, ONE)).isInstanceOf(Intention.Open.class);
    }

    @Test
    void aTurnIsVoidWithoutItsLease() {
        landings.takeTurn(second);
        attempts.end(second, new AttemptEnd.Released("stopping"));

        assertThat(landings.takeTurn(first)).isTrue();
    }

    @Test
    void aCancelledTaskDoesNotLandButOneOfAPausedExecutionDoes() {
        steering.pause(running.id(), "asked");
        assertThat(landings.intend(first, BASE, ONE)).isInstanceOf(Intention.Open.class);
        landings.landed(first);
        steering.cancel(running.id());

        assertThat(landings.intend(second, ONE, TWO)).isEqualTo(new Intention.Stopped("cancelled"));
    }

    @Test
    void aLandingThatTheDatabaseForgotIsAdopted() {
        assertThat(landings.adopt(first, ONE)).isTrue();

        assertThat(queue.taskState(running, "1.1")).isEqualTo(new Completed(ONE));
        assertThat(queue.status(running).resultTip()).isEqualTo(ONE);
    }
}
