package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.lease.LeaseRenewal;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class WorkerRegistryTest {

    @Inject
    WorkerRegistry registry;

    @Inject
    LeaseRenewal renewal;

    @Inject
    TestQueue queue;

    @Test
    void aWorkerIsSeenWithWhatItDoesFromItsStartToItsEnd() {
        var running = queue.submit(PlanDraft.of(task("1.1")));
        registry.join(running.worker(), running.home(), "a-host", 42, 4);
        queue.claimOne(running);

        assertThat(find(running.worker())).hasValueSatisfying(worker -> {
            assertThat(worker.host()).isEqualTo("a-host");
            assertThat(worker.slots()).isEqualTo(4);
            assertThat(worker.executing()).isEqualTo(1);
            assertThat(worker.drainRequested()).isFalse();
        });

        registry.leave(running.worker());
        assertThat(find(running.worker())).isEmpty();
    }

    @Test
    void theNextOwnerOfAFolderPutsOutItsPredecessor() {
        var home = TestQueue.home();
        var dead = join(home);
        var elsewhere = join(TestQueue.home());

        var next = join(home);

        assertThat(find(dead)).isEmpty();
        assertThat(find(next)).isPresent();
        assertThat(find(elsewhere)).isPresent();
    }

    @Test
    void aHeartbeatEndsTheSilence() {
        var worker = join(TestQueue.home());
        queue.change("update worker set seen_at = clock_timestamp() - interval '1 hour' where id = '" + worker.value()
                + "'");
        assertThat(find(worker))
                .hasValueSatisfying(seen -> assertThat(seen.silentSeconds()).isGreaterThan(3000));

        renewal.renew(worker, List.of());

        assertThat(find(worker))
                .hasValueSatisfying(seen -> assertThat(seen.silentSeconds()).isLessThan(3000));
    }

    @Test
    void whoHasBeenSilentForADayIsForgotten() {
        var worker = join(TestQueue.home());
        queue.change(
                "update worker set seen_at = clock_timestamp() - interval '25 h' where id = '" + worker.value() + "'");
        var alive = join(TestQueue.home());

        registry.forgetTheDead();

        assertThat(find(worker)).isEmpty();
        assertThat(find(alive)).isPresent();
    }

    @Test
    void aDrainIsAskedForAndTakenBack() {
        var worker = join(TestQueue.home());

        assertThat(registry.requestDrain(worker, true)).isTrue();
        assertThat(find(worker))
                .hasValueSatisfying(seen -> assertThat(seen.drainRequested()).isTrue());
        assertThat(registry.requestDrain(worker, false)).isTrue();
        assertThat(find(worker))
                .hasValueSatisfying(seen -> assertThat(seen.drainRequested()).isFalse());
        assertThat(registry.requestDrain(WorkerId.random(), true)).isFalse();
    }

    private WorkerId join(HomeId home) {
        var worker = WorkerId.random();
        registry.join(worker, home, "a-host", 1, 1);
        return worker;
    }

    private Optional<WorkerStatus> find(WorkerId id) {
        return registry.all().stream().filter(worker -> worker.id().equals(id)).findFirst();
    }
}
