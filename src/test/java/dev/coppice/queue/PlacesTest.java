package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.TestQueue.Running;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A task that waits for its retry takes no place from others, and gets one once it is due. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PlacesTest {

    private static final AttemptEnd FAULT = new AttemptEnd.Infrastructure("infrastructure", "the disk is full");

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Inject
    Places places;

    @Test
    void whereOnlyOneMayRunTheNextOneDoesNotWaitForARetry() {
        var running = oneAtATime();
        attempts.end(queue.claimOne(running), FAULT);
        assertThat(queue.claim(running, 4))
                .hasSize(1)
                .allMatch(claim -> claim.number().text().equals("1.2"));
    }

    @Test
    void theRetryGetsAPlaceOnceItIsDueAndNotBefore() {
        var running = oneAtATime();
        attempts.end(queue.claimOne(running), FAULT); // due at once, behind 1.2
        attempts.end(queue.claimOne(running), FAULT);
        attempts.end(queue.claimOne(running), FAULT); // due in seconds
        queue.claimOne(running);
        attempts.end(queue.claimOne(oneAtATime()), FAULT);
        queue.change(
                "update task set state = 'completed', admitted = false where state = 'executing' and execution_id = '"
                        + running.id() + "'");
        queue.change("delete from task_lease where execution_id = '" + running.id() + "'");
        assertThat(places.waitedFor()).doesNotContain(running.id());
        assertThat(queue.claim(running, 4)).isEmpty();

        queue.change("update task set run_at = clock_timestamp() where state = 'queued' and execution_id = '"
                + running.id() + "'");

        assertThat(places.waitedFor()).contains(running.id());
        places.fill(running.id());
        assertThat(queue.claim(running, 4)).hasSize(1);
        assertThat(places.waitedFor()).doesNotContain(running.id());
    }

    private Running oneAtATime() {
        return queue.submit(TestQueue.scheduled(
                TestQueue.newExecution(PlanDraft.of(task("1.1"), task("1.2")), TestQueue.home()),
                Scheduling.usual().atOnce(Optional.of(1))));
    }
}
