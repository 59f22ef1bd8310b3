package dev.coppice.queue.figures;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.PlanDraft;
import dev.coppice.queue.StatementPlans;
import dev.coppice.queue.TestQueue;
import dev.coppice.queue.figures.QueueHistory.Depth;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class QueueHistoryTest {

    @Inject
    QueueHistory history;

    @Inject
    TestQueue queue;

    @Inject
    AgroalDataSource database;

    private final Path repository = Path.of("/repositories/" + UUID.randomUUID());
    private final Optional<List<String>> within = Optional.of(List.of(String.valueOf(repository.getFileName())));

    @Test
    void whatIsQueuedAndExecutingIsWrittenDownOnceInAHalfMinuteWhoeverLooks() {
        var running = queue.submit(TestQueue.newExecution(
                PlanDraft.of(task("1.1"), task("1.2"), task("1.3")), TestQueue.home(), repository));
        queue.claimOne(running);
        queue.change("delete from queue_sample where at > clock_timestamp() - interval '1 minute'");

        history.look();
        history.look();

        var looks = history.lastHour(within);
        assertThat(looks).filteredOn(depth -> depth.queued() > 0).hasSizeBetween(1, 2);
        assertThat(looks.getLast()).isEqualTo(new Depth(looks.getLast().at(), 2, 1));
        assertThat(looks.getLast().at().getEpochSecond() % 30).isZero();
        assertThat(history.lastHour(Optional.empty()).getLast().queued()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aLookThatFoundNothingOfARepositoryIsALookAndWhatIsOldIsForgotten() {
        var early = Instant.now().minus(Duration.ofMinutes(50)).truncatedTo(ChronoUnit.MILLIS);
        var later = early.plusSeconds(30);
        queue.change("""
                insert into queue_sample (at, repository, queued, executing)
                values ('%1$s', '', 7, 3), ('%2$s', '', 6, 3), ('%2$s', '%3$s', 2, 1), ('%4$s', '', 9, 9)
                """.formatted(early, later, repository, early.minus(Duration.ofHours(2))));

        history.look();

        assertThat(history.lastHour(within)).containsSubsequence(new Depth(early, 0, 0), new Depth(later, 2, 1));
        assertThat(history.lastHour(Optional.empty())).contains(new Depth(early, 7, 3));
        assertThat(queue.value("select count(*) from queue_sample where at < clock_timestamp() - interval '2 hours'"))
                .isEqualTo("0");
    }

    @Test
    void theLastHourOfTheQueueIsAStretchOfAnIndex() throws SQLException {
        assertThat(StatementPlans.of(database, QueueHistory.LAST_HOUR))
                .contains("queue_sample_pkey")
                .doesNotContain("Seq Scan", "->  Sort");
    }
}
