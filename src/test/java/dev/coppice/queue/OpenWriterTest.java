package dev.coppice.queue;

import static dev.coppice.Patience.await;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.lease.ExpiredLease;
import dev.coppice.queue.lease.LeaseRenewal;
import dev.coppice.queue.lease.Leases;
import dev.coppice.queue.lease.Renewal;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.Lease;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One has written and not yet committed when the other comes: it finds what is free at once, and never acts on what is half done. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class OpenWriterTest {

    @Inject
    TestQueue queue;

    @Inject
    Executions executions;

    @Inject
    Claiming claiming;

    @Inject
    Attempts attempts;

    @Inject
    Leases leases;

    @Inject
    LeaseRenewal renewal;

    @Inject
    Steering steering;

    @Inject
    FollowUps followUps;

    @Inject
    Sql sql;

    private Running running;
    private Lease lease;

    /** 1.1 is executing, 1.2 can be claimed, 1.3 waits for 1.1. */
    @BeforeEach
    void claimATask() {
        running = queue.submit(PlanDraft.of(task("1.1"), task("1.2"), task("1.3", "1.1")));
        lease = queue.claimOne(running);
    }

    private String id(String number) {
        return queue.value(
                "select id from task where execution_id = '" + running.id() + "' and number = '" + number + "'");
    }

    private void write(String statement) {
        sql.call(SqlText.of(statement)).run();
    }

    /** The claim has committed while the writer has not; that the execution has begun may be told later. */
    private void assertThatTheOtherTaskIsClaimedWhileOpen(Runnable writer) {
        try (var _ = OpenTransaction.with(writer)) {
            var claim = CompletableFuture.supplyAsync(() -> queue.claim(running, 1), Thread::startVirtualThread);
            await().until(() -> queue.value("select number from task t join task_lease l on l.task_id = t.id"
                            + " where t.execution_id = '" + running.id() + "' and number <> '1.1'")
                    .equals("1.2"));
            assertThat(claim).isNotCompletedExceptionally();
        }
    }

    @Test
    void aSubmissionHidesNoTask() {
        var other = TestQueue.newExecution(PlanDraft.of(task("1.1"), task("1.2", "1.1")), running.home());

        assertThatTheOtherTaskIsClaimedWhileOpen(() -> executions.submit(other));
    }

    @Test
    void anAdmissionHidesNoTask() {
        assertThatTheOtherTaskIsClaimedWhileOpen(() -> followUps.settle(running.id()));
    }

    @Test
    void anEventHidesNoTask() {
        String task = id("1.2");

        assertThatTheOtherTaskIsClaimedWhileOpen(
                () -> write("insert into task_event (execution_id, task_id, what) values ('" + running.id() + "', "
                        + task + ", 'told')"));
    }

    @Test
    void theEndOfAnotherTaskHidesNone() {
        assertThatTheOtherTaskIsClaimedWhileOpen(() -> attempts.end(lease, new AttemptEnd.CompletedUnchanged()));
    }

    @Test
    void edgesHideNoTask() {
        String values = id("1.2") + ", " + id("1.3") + ", '" + running.id() + "'";

        assertThatTheOtherTaskIsClaimedWhileOpen(
                () -> write("insert into task_edge (parent, child, execution_id) values (" + values + ")"));
    }

    @Test
    void aTasksDataHidesNoTask() {
        String task = id("1.2");

        assertThatTheOtherTaskIsClaimedWhileOpen(
                () -> write("update task_data set title = 'other' where task_id = " + task));
    }

    @Test
    void aPauseThatMeetsAnOpenClaimLeavesTheClaimedTaskExecuting() {
        var claimant = new Claiming.Claimant(Set.of("shell"), running.worker(), running.home(), false);
        CompletableFuture<Boolean> pause;
        try (var _ = OpenTransaction.with(
                () -> claiming.ofExecution(running.id(), running.home().value().toString(), claimant, 1))) {
            pause = CompletableFuture.supplyAsync(
                    () -> steering.pause(running.id(), "asked"), Thread::startVirtualThread);
            awaitSomebodyWaits();
        }

        assertThat(pause.join()).isTrue();
        assertThat(queue.taskState(running, "1.2").word()).isEqualTo("executing");
        assertThat(queue.state(running)).isEqualTo("paused");
    }

    @Test
    void aClaimThatMeetsAnOpenPauseTakesNothingAndDoesNotWait() {
        try (var _ = OpenTransaction.with(() -> steering.pause(running.id(), "asked"))) {
            assertThat(queue.claim(running, 1)).isEmpty();
        }
        assertThat(queue.claim(running, 1)).isEmpty();
    }

    @Test
    void aRenewalThatMeetsAnOpenReapIsTold() {
        queue.expire(lease);
        try (var _ = OpenTransaction.with(() -> leases.reap(new ExpiredLease(lease)))) {
            assertThat(renewal.renew(running.worker(), List.of(lease))).isEqualTo(told(Renewal.News.BUSY));
        }

        assertThat(renewal.renew(running.worker(), List.of(lease))).isEqualTo(told(Renewal.News.LOST));
        assertThat(attempts.end(lease, new AttemptEnd.CompletedUnchanged())).isEqualTo(new Ending.Fenced());
    }

    private Renewal told(Renewal.News news) {
        return new Renewal.Answered(Map.of(lease, news), false);
    }

    private void awaitSomebodyWaits() {
        await().until(() -> queue.value("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock'")
                .equals("1"));
    }
}
