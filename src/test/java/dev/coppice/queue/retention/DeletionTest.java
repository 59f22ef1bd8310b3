package dev.coppice.queue.retention;

import static dev.coppice.queue.PlanDraft.plan;
import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.AttemptEnd;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.Ending;
import dev.coppice.queue.Steering;
import dev.coppice.queue.TestQueue;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.landing.Landings;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionState;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** An execution goes whole, or step by step, or not at all; never while it may go on. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DeletionTest {

    private static final List<String> TABLES = List.of(
            "execution where id",
            "batch where execution_id",
            "task where execution_id",
            "task_data where execution_id",
            "task_edge where execution_id",
            "task_event where execution_id",
            "integration_intent where execution_id",
            "task_lease where execution_id");

    @Inject
    TestQueue queue;

    @Inject
    Deletions deletions;

    @Inject
    DeletionSteps steps;

    @Inject
    PastExecutions past;

    @Inject
    Attempts attempts;

    @Inject
    Landings landings;

    @Inject
    Steering steering;

    @Inject
    AgroalDataSource database;

    private Running begun() {
        return queue.submit(plan().batch(List.of(), task("1.1"), task("1.2", "1.1"))
                .batch(List.of(1), task("2.1"))
                .build());
    }

    /** One task failed after an announced landing, the others were skipped. */
    private Running failed() {
        var running = begun();
        var lease = queue.claimOne(running);
        landings.intend(lease, TestQueue.BASE, TestQueue.commit('1'));
        queue.change("update integration_intent set state = 'abandoned' where token = '" + lease.token() + "'");
        attempts.end(lease, new AttemptEnd.Failed("check_failed", "no", false));
        assertThat(queue.state(running)).isEqualTo("failed");
        return running;
    }

    private long rows(ExecutionId execution) {
        return TABLES.stream()
                .mapToLong(table -> count(table + " = '" + execution + "'"))
                .sum();
    }

    private long count(String from) {
        return Long.parseLong(queue.value("select count(*) from " + from));
    }

    private void addEvents(ExecutionId execution, int events) {
        queue.change("insert into task_event (execution_id, what) select '%s', 'phase' from generate_series(1, %d)"
                .formatted(execution, events));
    }

    private void addAttempts(ExecutionId execution, int number) {
        queue.change("""
                insert into attempt (task_id, number, state, worker, home)
                select (select min(id) from task where execution_id = '%s'), 100 + i, 'failed', gen_random_uuid(), gen_random_uuid()
                  from generate_series(1, %d) i
                """.formatted(execution, number));
    }

    @Test
    void whatMayGoOnIsNotDeleted() {
        var queued = begun();
        var executing = begun();
        var lease = queue.claimOne(executing);
        var paused = begun();
        steering.pause(paused.id(), "asked");
        long before = rows(executing.id());

        assertThat(deletions.delete(queued.id())).isEqualTo(new Deletion.NotEnded(ExecutionState.QUEUED));
        assertThat(deletions.delete(executing.id())).isEqualTo(new Deletion.NotEnded(ExecutionState.EXECUTING));
        assertThat(deletions.delete(paused.id())).isEqualTo(new Deletion.NotEnded(ExecutionState.PAUSED));

        assertThat(rows(executing.id())).isEqualTo(before);
        assertThat(attempts.end(lease, new AttemptEnd.CompletedUnchanged())).isInstanceOf(Ending.Accepted.class);
    }

    @Test
    void anExecutionThatHasEndedGoesWithAllItsRowsAndNoOthers() {
        var running = failed();
        var other = failed();
        long before = rows(other.id());

        var deletion = deletions.delete(running.id());

        assertThat(deletion).isEqualTo(new Deletion.Deleted());
        assertThat(rows(running.id())).isZero();
        assertThat(rows(other.id())).isEqualTo(before);
        assertThat(count("attempt a where not exists (select from task t where t.id = a.task_id)"))
                .isZero();
        assertThat(past.deleted())
                .filteredOn(gone -> gone.id().equals(running.id()))
                .singleElement()
                .matches(gone -> gone.state() == ExecutionState.FAILED
                        && gone.finishedAt().isPresent());
        assertThat(deletions.delete(running.id())).isEqualTo(new Deletion.Unknown());
    }

    @Test
    void eventsAndAttemptsGoInBatchesOfAThousandAndWhatARetryNeedsLast() {
        var id = failed().id();
        addEvents(id, 2500);
        addAttempts(id, 1500);
        var left = new ArrayList<Long>(List.of(rows(id) + attemptsOf(id)));

        Optional<Deletion> end = Optional.empty();
        while (end.isEmpty()) {
            end = steps.next(id);
            left.add(rows(id) + attemptsOf(id));
        }

        assertThat(end).contains(new Deletion.Deleted());
        assertThat(left).hasSize(7).endsWith(0L);
        for (int step = 1; step < left.size(); step++) {
            assertThat(left.get(step - 1) - left.get(step)).isBetween(1L, 1000L + 1);
        }
        assertThat(count("attempt where number > 100")).isZero();
    }

    private long attemptsOf(ExecutionId execution) {
        return count("attempt where task_id in (select id from task where execution_id = '" + execution + "')");
    }

    @Test
    void aRetryInTheMiddleFindsAllItNeedsAndEndsTheDeletion() {
        var running = failed();
        addEvents(running.id(), 1500);

        var first = steps.next(running.id());
        int retried = steering.retry(running.id());
        var deletion = deletions.delete(running.id());

        assertThat(first).isEmpty();
        assertThat(retried).isEqualTo(3);
        assertThat(deletion).isEqualTo(new Deletion.NotEnded(ExecutionState.EXECUTING));
        assertThat(queue.claimedNumbers(running)).containsExactly("1.1");
    }

    @Test
    void severalAtOnceDeleteItTogether() throws Exception {
        var id = failed().id();
        addEvents(id, 5000);
        Callable<Deletion> delete = () -> deletions.delete(id);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(List.of(delete, delete, delete))) {
                assertThat(answer.get()).isInstanceOfAny(Deletion.Deleted.class, Deletion.Unknown.class);
            }
        }

        assertThat(rows(id)).isZero();
        assertThat(past.deleted()).filteredOn(gone -> gone.id().equals(id)).hasSize(1);
    }

    @Test
    void aReaderInTheMiddleSeesItAllAndHoldsNobodyUp() throws SQLException {
        var id = failed().id();
        try (Connection reader = database.getConnection()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            letItIdle(reader);
            var before = seen(reader, id);

            var deletion = deletions.delete(id);

            assertThat(deletion).isEqualTo(new Deletion.Deleted());
            assertThat(seen(reader, id)).isEqualTo(before).isNotZero();
            reader.rollback();
            assertThat(seen(reader, id)).isZero();
            reader.rollback();
        }
    }

    /** However slow the machine that runs this test is. */
    private static void letItIdle(Connection reader) throws SQLException {
        try (var statement = reader.createStatement()) {
            statement.execute("set local idle_in_transaction_session_timeout = 0");
        }
    }

    private static long seen(Connection reader, ExecutionId execution) throws SQLException {
        try (var statement = reader.createStatement();
                var row =
                        statement.executeQuery("select count(*) from task where execution_id = '" + execution + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void oneThatIsStillToBeMergedStaysForADay() {
        var id = failed().id();
        queue.change("update execution set state = 'completed', auto_merge = true, base_branch = 'main' where id = '"
                + id + "'");

        var early = deletions.delete(id);
        queue.change("update execution set finished_at = finished_at - interval '25 hours' where id = '" + id + "'");
        var late = deletions.delete(id);

        assertThat(early).isEqualTo(new Deletion.Unsettled("its result is still to be merged"));
        assertThat(late).isEqualTo(new Deletion.Deleted());
    }

    @Test
    void oneOfWhichAProcessMayStillRunStaysForADay() {
        var id = failed().id();
        addAttempts(id, 1);
        queue.change(
                "update attempt set pid = 1 where number = 101 and task_id in (select id from task where execution_id = '"
                        + id + "')");

        var deletion = deletions.delete(id);

        assertThat(deletion).isEqualTo(new Deletion.Unsettled("a process of it is not known to have ended"));
        assertThat(attemptsOf(id)).isEqualTo(2);
    }

    @Test
    void anOpenLandingKeepsItForADay() {
        var id = failed().id();
        queue.change("update integration_intent set state = 'open' where execution_id = '" + id + "'");

        assertThat(deletions.delete(id)).isEqualTo(new Deletion.Unsettled("a landing of it is not settled"));
        assertThat(rows(id)).isPositive();
    }
}
