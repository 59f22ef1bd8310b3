package dev.coppice.queue.retention;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.event.EventLog;
import dev.coppice.event.Position;
import dev.coppice.queue.PlanDraft;
import dev.coppice.queue.Steering;
import dev.coppice.queue.TestQueue;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.retention.PastExecutions.Pruned;
import dev.coppice.task.ExecutionId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Only what has ended is forgotten, the oldest first, and whoever reads does not stumble over it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PastExecutionsTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Inject
    TestQueue queue;

    @Inject
    PastExecutions past;

    @Inject
    EventLog log;

    @Inject
    Steering steering;

    @Inject
    AgroalDataSource database;

    private Running cancelled(int hoursAgo) {
        var running = queue.submit(PlanDraft.of(task("1.1")));
        steering.cancel(running.id());
        queue.change("update execution set finished_at = clock_timestamp() - interval '%d hours' where id = '%s'"
                .formatted(hoursAgo, running.id()));
        return running;
    }

    private void addEvents(Running running, int events) {
        queue.change("insert into task_event (execution_id, what) select '%s', 'phase' from generate_series(1, %d)"
                .formatted(running.id(), events));
    }

    private int events(Running running) {
        return Integer.parseInt(
                queue.value("select count(*) from task_event where execution_id = '" + running.id() + "'"));
    }

    @Test
    void theEventsOfARunningExecutionStayWhateverItsAge() {
        var running = queue.submit(PlanDraft.of(task("1.1")));
        queue.change(
                "update execution set created_at = created_at - interval '1 year', started_at = now() - interval '1 year'"
                        + " where id = '" + running.id() + "'");
        int before = events(running);

        assertThat(past.withEvents(Duration.ZERO)).doesNotContain(running.id());
        assertThat(past.ended(Duration.ZERO)).doesNotContain(running.id());
        assertThat(past.pruneEvents(running.id())).isEmpty();
        assertThat(events(running)).isEqualTo(before).isPositive();
    }

    @Test
    void eventsGoAThousandAtATimeTheOldestFirst() {
        var ended = cancelled(25);
        int own = events(ended);
        addEvents(ended, 2500 - own);

        assertThat(past.pruneEvents(ended.id())).contains(new Pruned(1000, false));
        assertThat(queue.value("select count(*) from task_event where what <> 'phase' and execution_id = '" + ended.id()
                        + "'"))
                .isEqualTo("0");
        assertThat(past.pruneEvents(ended.id())).contains(new Pruned(1000, false));
        assertThat(past.withEvents(DAY)).contains(ended.id());
        assertThat(past.pruneEvents(ended.id())).contains(new Pruned(500, true));

        assertThat(events(ended)).isZero();
        assertThat(past.withEvents(DAY)).doesNotContain(ended.id());
        assertThat(queue.state(ended)).isEqualTo("cancelled");
    }

    @Test
    void onlyWhatEndedLongEnoughAgoIsListedTheOldestFirst() {
        var young = cancelled(23);
        var old = cancelled(25);
        var older = cancelled(26);

        assertThat(past.withEvents(DAY)).doesNotContain(young.id()).containsSubsequence(older.id(), old.id());
        assertThat(past.ended(DAY)).doesNotContain(young.id()).containsSubsequence(older.id(), old.id());
    }

    @Test
    void whatARetryWritesIsForgottenAfterItsOwnEnd() {
        forgetWhatOthersEnded();
        var ended = cancelled(25);
        past.pruneEvents(ended.id());

        steering.retry(ended.id());
        var whileItRuns = past.pruneEvents(ended.id());
        steering.cancel(ended.id());
        var candidates = past.withEvents(Duration.ZERO);

        assertThat(whileItRuns).isEmpty();
        assertThat(events(ended)).isPositive();
        assertThat(candidates).contains(ended.id());
    }

    /** Only so many are named at a time. */
    private void forgetWhatOthersEnded() {
        for (int round = 0; round < 50 && !past.withEvents(Duration.ZERO).isEmpty(); round++) {
            past.withEvents(Duration.ZERO).forEach(past::pruneEvents);
        }
    }

    @Test
    void oneThatSomebodyHasLockedIsPassedBy() throws SQLException {
        var ended = cancelled(25);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local idle_in_transaction_session_timeout = 0"); // however slow this machine is
            statement.execute("select id from execution where id = '" + ended.id() + "' for no key update");

            assertThat(past.pruneEvents(ended.id())).isEmpty();

            connection.rollback();
        }
        assertThat(past.pruneEvents(ended.id())).isPresent();
    }

    @Test
    void aReaderGoesOnFromItsPositionThoughWhatCameBeforeIsGone() {
        var ended = cancelled(25);
        addEvents(ended, 1000);
        addEvents(ended, 3);
        var read = log.after(ended.id(), Position.START, 900);
        var position = read.getLast().position();

        past.pruneEvents(ended.id());
        var rest = log.after(ended.id(), position, 2000);

        assertThat(rest).hasSize(events(ended)).isNotEmpty();
        assertThat(rest).allMatch(event -> event.position().transaction() >= position.transaction());
        assertThat(log.after(ended.id(), rest.getLast().position(), 10)).isEmpty();
        assertThat(log.after(ended.id(), Position.START, 2000)).isEqualTo(rest);
    }

    @Test
    void aNumberOfEventsIsKnownWithoutCountingThem() {
        addEvents(cancelled(1), 3000);
        queue.change("analyze task_event");

        assertThat(past.estimatedEvents()).isGreaterThanOrEqualTo(3000);
    }

    @Test
    void anExecutionThatNobodyKnowsHasNothingToPrune() {
        assertThat(past.pruneEvents(ExecutionId.random())).isEmpty();
    }
}
