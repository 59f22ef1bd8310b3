package dev.coppice.queue;

import static dev.coppice.Patience.await;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.landing.Intention;
import dev.coppice.queue.landing.Landings;
import dev.coppice.queue.lease.ExpiredLease;
import dev.coppice.queue.lease.Leases;
import dev.coppice.task.CommitId;
import dev.coppice.task.Lease;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Two at a time: each is held at the execution's lock, or let loose at once, and one of them must win alone. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class InterleavingTest {

    private static final CommitId ONE = TestQueue.commit('1');

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Inject
    Leases leases;

    @Inject
    Landings landings;

    @Inject
    Steering steering;

    @Inject
    AgroalDataSource database;

    private Running running;
    private Lease lease;

    @BeforeEach
    void claimATask() {
        running = queue.submit(PlanDraft.of(task("1.1"), task("1.2", "1.1")));
        lease = queue.claimOne(running);
    }

    @RepeatedTest(5)
    void oneOfTwoReapersWins() throws Exception {
        queue.expire(lease);

        var endings = atOnce(() -> leases.reap(new ExpiredLease(lease)), () -> leases.reap(new ExpiredLease(lease)));

        assertThat(endings).filteredOn(Ending.Accepted.class::isInstance).hasSize(1);
        assertThat(endings).contains(new Ending.Fenced());
        assertThat(queue.value("select lease_losses from task where id = "
                        + lease.task().value()))
                .isEqualTo("1");
    }

    @RepeatedTest(5)
    void anEndAndAReapDoNotBothCount() throws Exception {
        queue.expire(lease);

        var endings = atOnce(
                () -> attempts.end(lease, new AttemptEnd.CompletedUnchanged()),
                () -> leases.reap(new ExpiredLease(lease)));

        assertThat(endings).filteredOn(Ending.Accepted.class::isInstance).hasSize(1);
        boolean completed = endings.getFirst() instanceof Ending.Accepted;
        assertThat(queue.taskState(running, "1.1").word()).isEqualTo(completed ? "completed" : "queued");
        assertThat(queue.claimedNumbers(running)).containsExactly(completed ? "1.2" : "1.1");
    }

    @Test
    void aRenewalThatIsNotYetCommittedStopsTheReaper() throws Exception {
        queue.expire(lease);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update task_lease set lease_until = clock_timestamp() + interval '60 s' where token = '"
                    + lease.token() + "'");

            var reap = CompletableFuture.supplyAsync(() -> leases.reap(new ExpiredLease(lease)));
            awaitSomebodyWaitsFor("transactionid");
            connection.commit();

            assertThat(reap.get()).isEqualTo(new Ending.Fenced());
        }
    }

    @RepeatedTest(5)
    void aLandingAndAReapDoNotBothHappen() throws Exception {
        queue.expire(lease);

        var answers =
                atOnce(() -> landings.intend(lease, TestQueue.BASE, ONE), () -> leases.reap(new ExpiredLease(lease)));

        boolean announced = answers.getFirst() instanceof Intention.Open;
        assertThat(answers.getFirst()).isInstanceOf(announced ? Intention.Open.class : Intention.LeaseLost.class);
        assertThat(answers.getLast()).isInstanceOf(announced ? Ending.IntentOpen.class : Ending.Accepted.class);
    }

    @Test
    void aCancelThatMeetsAClaimIsHeardByTheClaimedTask() throws Exception {
        attempts.end(lease, new AttemptEnd.Released("again"));
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update task set state = 'executing', attempts = attempts + 1 where id = "
                    + lease.task().value());

            var cancel = CompletableFuture.supplyAsync(() -> steering.cancel(running.id()));
            awaitSomebodyWaitsFor("transactionid");
            connection.commit();

            assertThat(cancel.get()).isTrue();
        }
        assertThat(queue.taskState(running, "1.1").word()).isEqualTo("executing");
        assertThat(queue.value("select cancel_requested_at is not null from task where id = "
                        + lease.task().value()))
                .isEqualTo("t");
    }

    @Test
    void aClaimNeverWaitsForWhoeverHoldsTheExecution() throws Exception {
        attempts.end(lease, new AttemptEnd.Released("again"));
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from execution where id = '" + running.id() + "' for no key update");

            var claim = CompletableFuture.supplyAsync(() -> queue.claim(running, 1));

            await().until(() -> queue.value("select count(*) from task_lease where task_id = "
                            + lease.task().value())
                    .equals("1"));
            connection.rollback();
            assertThat(claim.get()).hasSize(1);
        }
    }

    @RepeatedTest(5)
    void oneOfTwoCompletionsWithTheSameTokenCounts() throws Exception {
        var endings = atOnce(this::complete, this::complete);

        assertThat(endings).filteredOn(Ending.Accepted.class::isInstance).hasSize(1);
        assertThat(endings).contains(new Ending.Fenced());
        assertThat(queue.taskState(running, "1.1").word()).isEqualTo("completed");
        assertThat(queue.claimedNumbers(running)).containsExactly("1.2");
    }

    @RepeatedTest(5)
    void anOldTokenCompletesNothingWhateverTheNewOneDoes() throws Exception {
        queue.expire(lease);
        leases.reap(new ExpiredLease(lease));
        var next = queue.claimOne(running);

        var endings =
                atOnce(this::complete, () -> attempts.end(next, new AttemptEnd.Failed("check_failed", "", false)));

        assertThat(endings.getFirst()).isEqualTo(new Ending.Fenced());
        assertThat(endings.getLast()).isInstanceOf(Ending.Accepted.class);
        assertThat(queue.taskState(running, "1.1").word()).isEqualTo("failed");
    }

    @RepeatedTest(5)
    void anOpenLandingIsRecordedThoughItsLeaseIsBeingReaped() throws Exception {
        landings.intend(lease, TestQueue.BASE, ONE);
        queue.expire(lease);

        var answers = atOnce(() -> landings.landed(lease), () -> leases.reap(new ExpiredLease(lease)));

        assertThat(answers.getFirst()).isEqualTo(true);
        assertThat(answers.getLast()).isIn(new Ending.IntentOpen(), new Ending.Fenced());
        assertThat(queue.taskState(running, "1.1").word()).isEqualTo("completed");
        assertThat(queue.status(running).resultTip()).isEqualTo(ONE);
    }

    @RepeatedTest(5)
    void aCancelKeepsALandingFromBeginningOrComesTooLate() throws Exception {
        var answers = atOnce(() -> landings.intend(lease, TestQueue.BASE, ONE), () -> steering.cancel(running.id()));

        boolean announced = answers.getFirst() instanceof Intention.Open;
        assertThat(landings.landed(lease)).isEqualTo(announced);
        if (!announced) {
            assertThat(answers.getFirst()).isEqualTo(new Intention.Stopped("cancelled"));
        }
        assertThat(queue.status(running).resultTip()).isEqualTo(announced ? ONE : TestQueue.BASE);
    }

    @RepeatedTest(5)
    void aLandingThatHasBegunIsRecordedThoughItIsCancelled() throws Exception {
        landings.intend(lease, TestQueue.BASE, ONE);

        var answers = atOnce(() -> landings.landed(lease), () -> steering.cancel(running.id()));

        assertThat(answers).containsExactly(true, true);
        assertThat(queue.taskState(running, "1.1").word()).isEqualTo("completed");
        assertThat(queue.taskState(running, "1.2").word()).isEqualTo("cancelled");
    }

    private Ending complete() {
        return attempts.end(lease, new AttemptEnd.CompletedUnchanged());
    }

    /** Holds both at the execution's lock, then lets them go. */
    private <T> List<T> atOnce(Callable<? extends T> one, Callable<? extends T> other) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2);
                var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from execution where id = '" + running.id() + "' for no key update");
            Future<? extends T> first = threads.submit(one);
            Future<? extends T> second = threads.submit(other);
            await().until(() -> waiting("%") == 2);
            connection.commit();
            return List.of(first.get(), second.get());
        }
    }

    private void awaitSomebodyWaitsFor(String lock) {
        await().until(() -> waiting(lock) == 1);
    }

    private int waiting(String lock) {
        return Integer.parseInt(queue.value("select count(*) from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock' and wait_event like '" + lock + "'"));
    }
}
