package dev.coppice.queue.landing;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.Ending;
import dev.coppice.queue.PlanDraft;
import dev.coppice.queue.Steering;
import dev.coppice.queue.TestQueue;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.lease.ExpiredLease;
import dev.coppice.queue.lease.LeaseRenewal;
import dev.coppice.queue.lease.Leases;
import dev.coppice.task.CommitId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskState.Completed;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SettlementTest {

    private static final CommitId BASE = TestQueue.BASE;
    private static final CommitId ONE = TestQueue.commit('1');

    @Inject
    TestQueue queue;

    @Inject
    Landings landings;

    @Inject
    Leases leases;

    @Inject
    LeaseRenewal renewal;

    @Inject
    Steering steering;

    private Running running;
    private Lease lease;
    private Lease other;

    @BeforeEach
    void announceALanding() {
        running = queue.submit(PlanDraft.of(task("1.1"), task("1.2"), task("1.3", "1.1")));
        var claims = queue.claim(running, 2);
        lease = claims.getFirst().lease();
        other = claims.getLast().lease();
        landings.intend(lease, BASE, ONE);
    }

    @Test
    void theLandingOfALivingOwnerIsNobodyElsesBusiness() {
        assertThat(landings.abandonedIntents(other)).isEmpty();
        assertThat(landings.abandonedIntents(lease)).hasSize(1);
    }

    @Test
    void aLandingThatHappenedIsRecorded() {
        var intent = abandoned();

        var settlement = landings.settle(intent, _ -> new Finding.Happened());

        assertThat(settlement).isEqualTo(new Settlement.Landed());
        assertThat(queue.taskState(running, "1.1")).isEqualTo(new Completed(ONE));
        assertThat(queue.status(running).resultTip()).isEqualTo(ONE);
        assertThat(leases.reap(new ExpiredLease(lease))).isEqualTo(new Ending.Fenced());
        assertThat(queue.claimedNumbers(running)).containsExactly("1.3");
    }

    @Test
    void aLandingThatNeverHappenedIsAbandonedAndTheTipStays() {
        var intent = abandoned();

        assertThat(landings.settle(intent, _ -> new Finding.Never())).isEqualTo(new Settlement.Abandoned());

        assertThat(landings.landed(lease)).isFalse();
        assertThat(queue.status(running).resultTip()).isEqualTo(BASE);
        assertThat(landings.intend(other, BASE, ONE)).isInstanceOf(Intention.Open.class);
        assertThat(leases.reap(new ExpiredLease(lease))).isInstanceOf(Ending.Accepted.class);
    }

    @Test
    void aSurprisePausesTheExecutionAndNothingLandsUntilAPersonHasLooked() {
        steering.pause(running.id(), "asked");

        assertThat(landings.settle(abandoned(), _ -> new Finding.Surprise("result at abc")))
                .isEqualTo(new Settlement.Paused("result at abc"));

        assertThat(queue.status(running).pauseReason()).contains("result_moved");
        assertThat(landings.intend(other, BASE, ONE)).isEqualTo(new Intention.Stopped("result_moved"));
        assertThat(landings.abandonedIntents(running.home()))
                .extracting(OpenIntent::lease)
                .contains(lease);
        steering.resume(running.id());
        assertThat(landings.settle(abandoned(), _ -> new Finding.Happened())).isEqualTo(new Settlement.Landed());
    }

    @Test
    void aHomeThatCannotReachTheRepositoryLeavesItsLandingsAloneUnlessTheyAreShared() {
        queue.expire(lease);
        var stranger = TestQueue.home();

        assertThat(landings.abandonedIntents(stranger))
                .extracting(OpenIntent::lease)
                .doesNotContain(lease);
        queue.change("update task set queue = 'shared' where execution_id = '" + running.id() + "'");

        assertThat(landings.abandonedIntents(stranger))
                .extracting(OpenIntent::lease)
                .contains(lease);
        landings.settle(landings.abandonedIntents(lease).getFirst(), _ -> new Finding.Never());
    }

    @Test
    void anIntentIsSettledOnce() {
        var intent = abandoned();
        landings.settle(intent, _ -> new Finding.Never());

        assertThat(landings.settle(intent, _ -> {
                    throw new AssertionError("looked at a settled intent");
                }))
                .isEqualTo(new Settlement.NotOurs());
    }

    @Test
    void anOwnerThatCameBackToLifeKeepsItsLanding() {
        var intent = abandoned();
        renewal.renew(running.worker(), List.of(lease));

        assertThat(landings.settle(intent, _ -> new Finding.Never())).isEqualTo(new Settlement.NotOurs());
        assertThat(landings.landed(lease)).isTrue();
    }

    @Test
    void anAttemptSettlesItsOwnLandingBeforeItEnds() {
        var own = landings.abandonedIntents(lease).getFirst();

        assertThat(own.ours()).isTrue();
        assertThat(landings.settle(own, _ -> new Finding.Never())).isEqualTo(new Settlement.Abandoned());
    }

    @Test
    void whatTheInspectionCannotTellLeavesTheIntentOpen() {
        var intent = abandoned();

        assertThatThrownBy(() -> landings.settle(intent, _ -> {
                    throw new IllegalStateException("git is away");
                }))
                .hasMessageContaining("git is away");

        assertThat(landings.settle(intent, _ -> new Finding.Happened())).isEqualTo(new Settlement.Landed());
    }

    /** The intent as the reaper of another process finds it. */
    private OpenIntent abandoned() {
        queue.expire(lease);
        return landings.abandonedIntents(running.home()).stream()
                .filter(intent -> intent.lease().equals(lease))
                .findFirst()
                .orElseThrow();
    }
}
