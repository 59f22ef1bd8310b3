package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.TestQueue.Running;
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

        assertThat(renewal.renew(List.of(lease, other)))
                .isEqualTo(new Renewal.Answered(Map.of(lease, Renewal.News.KEPT, other, Renewal.News.KEPT)));
        assertThat(queue.value(
                        "select lease_until > clock_timestamp() + interval '50 s' from task_lease where token = '"
                                + lease.token() + "'"))
                .isEqualTo("t");
    }

    @Test
    void nothingHeldNeedsNoDatabase() {
        assertThat(renewal.renew(List.of())).isEqualTo(new Renewal.Answered(Map.of()));
    }

    @Test
    void theAnswerTellsOfACancel() {
        steering.cancel(running.id());

        assertThat(renewal.renew(List.of(lease)))
                .isEqualTo(new Renewal.Answered(Map.of(lease, Renewal.News.CANCEL_REQUESTED)));
    }

    @Test
    void aLeaseThatIsGoneIsLost() {
        attempts.end(lease, new AttemptEnd.Released("stopping"));
        queue.claimOne(running);

        assertThat(renewal.renew(List.of(lease, other)))
                .isEqualTo(new Renewal.Answered(Map.of(lease, Renewal.News.LOST, other, Renewal.News.KEPT)));
    }

    @Test
    void aLockedLeaseIsNeitherWaitedForNorTakenForLost() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from task_lease where token = '" + lease.token() + "' for update");

            assertThat(renewal.renew(List.of(lease, other)))
                    .isEqualTo(new Renewal.Answered(Map.of(lease, Renewal.News.BUSY, other, Renewal.News.KEPT)));
            connection.rollback();
        }
    }

    @Test
    void aBrokenConnectionIsAnUnknownAnswerAndTheNextBeatReconnects() {
        renewal.renew(List.of(lease));
        queue.value("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                + " where application_name = 'coppice heartbeat' and datname = current_database()");

        assertThat(renewal.renew(List.of(lease))).isInstanceOf(Renewal.Unanswered.class);
        assertThat(renewal.renew(List.of(lease))).isEqualTo(new Renewal.Answered(Map.of(lease, Renewal.News.KEPT)));
    }
}
