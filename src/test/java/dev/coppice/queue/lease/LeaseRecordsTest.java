package dev.coppice.queue.lease;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.PlanDraft;
import dev.coppice.queue.StatementPlans;
import dev.coppice.queue.TestQueue;
import dev.coppice.queue.WorkerRegistry;
import dev.coppice.task.WorkerId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is told of leases; each test looks at a repository of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class LeaseRecordsTest {

    @Inject
    LeaseRecords records;

    @Inject
    Leases leases;

    @Inject
    WorkerRegistry workers;

    @Inject
    TestQueue queue;

    @Inject
    AgroalDataSource database;

    private final Path repository = Path.of("/repositories/" + UUID.randomUUID());
    private final Optional<List<String>> within = Optional.of(List.of(String.valueOf(repository.getFileName())));

    private TestQueue.Running submitOne() {
        return queue.submit(TestQueue.newExecution(PlanDraft.of(task("1.1")), TestQueue.home(), repository));
    }

    @Test
    void aLeaseThatRanOutIsToldWithItsTaskItsWorkerAndWhatCameOfIt() {
        var running = submitOne();
        workers.join(running.worker(), running.home(), "build-1", 7, 2);
        var lease = queue.claimOne(running);
        assertThat(records.lately(within)).isEmpty();
        queue.expire(lease);

        leases.reap(new ExpiredLease(lease));

        assertThat(records.lately(within)).singleElement().satisfies(lost -> {
            assertThat(lost.execution()).isEqualTo(running.id());
            assertThat(lost.plan()).isEqualTo("plan.md");
            assertThat(lost.task().text()).isEqualTo("1.1");
            assertThat(lost.attempt()).isEqualTo(1);
            assertThat(lost.worker()).isEqualTo(running.worker().value());
            assertThat(lost.host()).contains("build-1");
            assertThat(lost.startedAt()).isBefore(lost.at());
            assertThat(lost.counter()).isEqualTo("lease_losses");
            assertThat(lost.then()).isEqualTo("queued");
        });
        workers.leave(running.worker());
        assertThat(records.lately(within).getFirst().host()).isEmpty();
    }

    @Test
    void oneThatWasTakenOverWithItsDataFolderIsToldAsThatAndTheNewestComesFirst() {
        var running = submitOne();
        var first = queue.claimOne(running);
        queue.expire(first);
        leases.reap(new ExpiredLease(first));
        queue.change("update task set run_at = clock_timestamp() where execution_id = '" + running.id() + "'");
        var second = queue.claimOne(running);

        leases.takeOver(running.home(), WorkerId.random());
        leases.reap(new ExpiredLease(second));

        assertThat(records.lately(within)).extracting(LostLease::counter).containsExactly("takeovers", "lease_losses");
    }

    @Test
    void aLeaseThatIsHeldIsToldUntilItEnds() {
        var running = submitOne();
        var lease = queue.claimOne(running);

        assertThat(records.held())
                .filteredOn(held -> held.execution().equals(running.id()))
                .singleElement()
                .satisfies(held -> {
                    assertThat(held.task().text()).isEqualTo("1.1");
                    assertThat(held.attempt()).isEqualTo(1);
                    assertThat(held.until()).isAfter(held.grantedAt());
                    assertThat(held.grantedAt()).isAfter(Instant.now().minus(Duration.ofMinutes(5)));
                });

        queue.expire(lease);
        leases.reap(new ExpiredLease(lease));
        assertThat(records.held()).extracting(HeldLease::execution).doesNotContain(running.id());
    }

    @Test
    void theLostAreFoundByAnIndexOfThemAloneHoweverMuchHasHappened() throws SQLException {
        assertThat(StatementPlans.of(database, LeaseRecords.LATELY))
                .contains("task_event_rest_at_idx")
                .doesNotContain("Seq Scan on task_event");
        assertThat(queue.value("select pg_get_indexdef('task_event_rest_at_idx'::regclass)"))
                .contains("lease_expired");
    }
}
