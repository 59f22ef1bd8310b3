package dev.coppice.queue.lease;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.AttemptEnd;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.PlanDraft;
import dev.coppice.queue.Steering;
import dev.coppice.queue.TestQueue;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.queue.WorkerRegistry;
import dev.coppice.task.Lease;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class LeaseRenewalTest {

    @Inject
    TestQueue queue;

    @Inject
    LeaseRenewal renewal;

    @Inject
    Attempts attempts;

    @Inject
    Steering steering;

    @Inject
    WorkerRegistry workers;

    @Inject
    AgroalDataSource database;

    private Running running;
    private Lease lease;
    private Lease other;

    @BeforeEach
    void claimTwoTasks() {
        running = queue.submit(PlanDraft.of(task("1.1"), task("1.2")));
        var claims = queue.claim(running, 2);
        lease = claims.getFirst().lease();
        other = claims.getLast().lease();
    }

    @Test
    void heldLeasesAreKeptEvenAfterTheyHaveExpired() {
        queue.expire(lease);

        assertThat(renewal.renew(running.worker(), List.of(lease, other)))
                .isEqualTo(new Renewal.Answered(Map.of(lease, Renewal.News.KEPT, other, Renewal.News.KEPT), false));
        assertThat(queue.value(
                        "select lease_until > clock_timestamp() + interval '50 s' from task_lease where token = '"
                                + lease.token() + "'"))
                .isEqualTo("t");
    }

    @Test
    void withoutALeaseItStillHearsWhatIsAskedOfTheWorker() {
        workers.join(running.worker(), running.home(), "here", 1, 4);
        assertThat(renewal.renew(running.worker(), List.of())).isEqualTo(new Renewal.Answered(Map.of(), false));

        workers.requestDrain(running.worker(), true);

        assertThat(renewal.renew(running.worker(), List.of(lease)))
                .isEqualTo(new Renewal.Answered(Map.of(lease, Renewal.News.KEPT), true));
    }

    @Test
    void theAnswerTellsOfADeadline() {
        queue.change("update task set deadline_at = clock_timestamp() - interval '1 s' where id = "
                + lease.task().value());

        assertThat(renewal.renew(running.worker(), List.of(lease, other)))
                .isEqualTo(new Renewal.Answered(
                        Map.of(lease, Renewal.News.DEADLINE_PASSED, other, Renewal.News.KEPT), false));
    }

    @Test
    void theAnswerTellsOfACancel() {
        steering.cancel(running.id());

        assertThat(renewal.renew(running.worker(), List.of(lease)))
                .isEqualTo(new Renewal.Answered(Map.of(lease, Renewal.News.CANCEL_REQUESTED), false));
    }

    @Test
    void aLeaseThatIsGoneIsLost() {
        attempts.end(lease, new AttemptEnd.Released("stopping"));
        queue.claimOne(running);

        assertThat(renewal.renew(running.worker(), List.of(lease, other)))
                .isEqualTo(new Renewal.Answered(Map.of(lease, Renewal.News.LOST, other, Renewal.News.KEPT), false));
    }

    @Test
    void aLockedLeaseIsNeitherWaitedForNorTakenForLost() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from task_lease where token = '" + lease.token() + "' for update");

            assertThat(renewal.renew(running.worker(), List.of(lease, other)))
                    .isEqualTo(new Renewal.Answered(Map.of(lease, Renewal.News.BUSY, other, Renewal.News.KEPT), false));
            connection.rollback();
        }
    }

    @Test
    void aBrokenConnectionIsAnUnknownAnswerAndTheNextBeatReconnects() {
        renewal.renew(running.worker(), List.of(lease));
        queue.value("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                + " where application_name = 'coppice heartbeat' and datname = current_database()");

        assertThat(renewal.renew(running.worker(), List.of(lease))).isInstanceOf(Renewal.Unanswered.class);
        assertThat(renewal.renew(running.worker(), List.of(lease)))
                .isEqualTo(new Renewal.Answered(Map.of(lease, Renewal.News.KEPT), false));
    }
}
