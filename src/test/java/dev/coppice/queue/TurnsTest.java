package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.plan.PlannedTask;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Executions take turns, whoever came first and however large it is. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TurnsTest {

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Inject
    Steering steering;

    private final HomeId home = TestQueue.home();

    @Test
    void aLargePlanDoesNotKeepASmallOneWaiting() {
        var large = submit(40);
        claimed(10);
        var small = submit(5);

        assertThat(claimed(10)).containsOnly(large.id(), small.id());
        assertThat(queue.claimedNumbers(small)).isEmpty();
    }

    @Test
    void turnsAreTakenOneByOne() {
        var one = submit(3);
        var other = submit(3);

        assertThat(claimed(6)).containsExactly(one.id(), other.id(), one.id(), other.id(), one.id(), other.id());
    }

    @Test
    void whoHadNothingToDoForAWhileGetsNoArrears() {
        var chain = queue.submit(
                TestQueue.newExecution(PlanDraft.of(task("1.1"), task("1.2", "1.1"), task("1.3", "1.1")), home));
        var lease = queue.claimAny(home, 1).getFirst().lease();
        var large = submit(30);
        claimed(16);

        attempts.end(lease, new AttemptEnd.CompletedUnchanged());

        assertThat(claimed(4)).containsExactlyInAnyOrder(large.id(), large.id(), chain.id(), chain.id());
    }

    @Test
    void whoComesToAnEmptyQueueIsNotAheadOfThoseWhoWorkedBefore() {
        var early = submit(20);
        claimed(16);
        steering.pause(early.id(), "requested");
        var late = submit(20);

        steering.resume(early.id());

        assertThat(claimed(4)).containsExactlyInAnyOrder(early.id(), early.id(), late.id(), late.id());
    }

    @Test
    void theSmallerPriorityComesFirstAndEqualOnesTakeTurns() {
        var usual = submit(2);
        var last = submit(2, 50);
        var first = submit(2, -1);
        var alsoFirst = submit(2, -1);

        assertThat(claimed(4)).containsExactly(first.id(), alsoFirst.id(), first.id(), alsoFirst.id());
        assertThat(claimed(4)).containsExactly(usual.id(), usual.id(), last.id(), last.id());
    }

    private Running submit(int tasks) {
        return submit(tasks, 0);
    }

    private Running submit(int tasks, int priority) {
        var planned =
                IntStream.rangeClosed(1, tasks).mapToObj(i -> task("1." + i)).toArray(PlannedTask[]::new);
        return queue.submit(TestQueue.scheduled(
                TestQueue.newExecution(PlanDraft.of(planned), home),
                new Scheduling(Optional.empty(), priority, 0, Optional.empty())));
    }

    private List<ExecutionId> claimed(int slots) {
        return queue.claimAny(home, slots).stream()
                .map(claim -> claim.lease().execution())
                .toList();
    }
}
