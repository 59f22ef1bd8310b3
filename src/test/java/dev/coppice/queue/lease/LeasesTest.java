package dev.coppice.queue.lease;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.Ending;
import dev.coppice.queue.PlanDraft;
import dev.coppice.queue.TestQueue;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.landing.Finding;
import dev.coppice.queue.landing.Landings;
import dev.coppice.task.HomeId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskState.Queued;
import dev.coppice.task.WorkerId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class LeasesTest {

    private static final Ending QUEUED = new Ending.Accepted(new Queued(0));

    @Inject
    TestQueue queue;

    @Inject
    Leases leases;

    @Inject
    LeaseRenewal renewal;

    @Inject
    Landings landings;

    private Running running;
    private Lease lease;

    @BeforeEach
    void claimATask() {
        running = queue.submit(PlanDraft.of(task("1.1")));
        lease = queue.claimOne(running);
    }

    @Test
    void theTimesAreThoseOfTheDesignUnlessConfigured() {
        assertThat(leases.times())
                .isEqualTo(new LeaseTimes(
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(10)));
    }

    @Test
    void aLivingLeaseIsNeverFoundNorReaped() {
        assertThat(found(running.home(), WorkerId.random(), true)).doesNotContain(lease);
        assertThat(leases.reap(new ExpiredLease(lease))).isEqualTo(new Ending.Fenced());
    }

    @Test
    void anExpiredLeaseOfAnEarlierOwnerOfTheFolderIsFoundWithoutTheGuard() {
        queue.expire(lease);

        assertThat(found(running.home(), WorkerId.random(), false)).contains(lease);
        assertThat(found(running.home(), running.worker(), false)).doesNotContain(lease);
        assertThat(found(TestQueue.home(), WorkerId.random(), false)).doesNotContain(lease);
    }

    @Test
    void theGuardAlsoAsksThatTheServerHasBeenUpForAWhile() {
        queue.expire(lease);
        boolean young = queue.value("select pg_postmaster_start_time() > clock_timestamp() - interval '70 s'")
                .equals("t");

        var foundByAStranger = found(TestQueue.home(), WorkerId.random(), true);

        assertThat(foundByAStranger.contains(lease)).isEqualTo(!young);
    }

    @Test
    void aReapedTaskIsQueuedAgainAndItsAttemptHasFailed() {
        queue.expire(lease);

        assertThat(leases.reap(new ExpiredLease(lease))).isEqualTo(QUEUED);
        assertThat(leases.reap(new ExpiredLease(lease))).isEqualTo(new Ending.Fenced());

        var attempt = queue.task(running, "1.1").attempts().getFirst();
        assertThat(attempt.state()).isEqualTo("failed");
        assertThat(attempt.reason()).contains("lease_expired");
        assertThat(queue.claimOne(running).attempt()).isEqualTo(2);
    }

    @Test
    void aLeaseThatWasRenewedSinceItWasFoundIsNotReaped() {
        queue.expire(lease);
        var found = found(running.home(), WorkerId.random(), false);
        renewal.renew(running.worker(), List.of(lease));

        assertThat(found).contains(lease);
        assertThat(leases.reap(new ExpiredLease(lease))).isEqualTo(new Ending.Fenced());
    }

    @Test
    void anOpenLandingProtectsItsLeaseUntilItIsSettled() {
        landings.intend(lease, TestQueue.BASE, TestQueue.commit('1'));
        queue.expire(lease);

        assertThat(leases.reap(new ExpiredLease(lease))).isEqualTo(new Ending.IntentOpen());
        landings.settle(landings.abandonedIntents(lease).getFirst(), _ -> new Finding.Never());

        assertThat(leases.reap(new ExpiredLease(lease))).isEqualTo(QUEUED);
    }

    @Test
    void takingOverAFolderExpiresItsLeasesAtOnceAndIsNotTheTasksBadLuck() {
        var next = WorkerId.random();
        var elsewhere = queue.claimOne(queue.submit(PlanDraft.of(task("1.1"))));

        assertThat(leases.takeOver(running.home(), running.worker())).isEmpty();
        assertThat(leases.takeOver(running.home(), next)).containsExactly(lease);

        assertThat(found(running.home(), next, false)).contains(lease).doesNotContain(elsewhere);
        assertThat(leases.reap(new ExpiredLease(lease))).isEqualTo(QUEUED);
        assertThat(queue.value("select takeovers || ' ' || lease_losses from task where id = "
                        + lease.task().value()))
                .isEqualTo("1 0");
        assertThat(queue.claimOne(running).attempt()).isEqualTo(2);
    }

    private List<Lease> found(HomeId home, WorkerId worker, boolean guardPassed) {
        return leases.expired(home, worker, guardPassed).stream()
                .map(ExpiredLease::lease)
                .toList();
    }
}
