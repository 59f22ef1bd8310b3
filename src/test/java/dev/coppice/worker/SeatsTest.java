package dev.coppice.worker;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class SeatsTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final Seats seats = new Seats();
    private final AtomicInteger told = new AtomicInteger();
    private final ActiveAttempt one = attempt(1);
    private final ActiveAttempt two = attempt(2);

    private static ActiveAttempt attempt(int index) {
        var lease = new Lease(ExecutionId.random(), new TaskId(index), 1, UUID.randomUUID());
        return new ActiveAttempt(lease, index, System.nanoTime(), Duration.ofMinutes(1));
    }

    private CompletableFuture<Boolean> awaiting(ActiveAttempt attempt, BooleanSupplier wanted) {
        var seated = new CompletableFuture<Boolean>();
        Thread.startVirtualThread(() -> {
            try {
                seated.complete(seats.await(attempt, wanted));
            } catch (InterruptedException e) {
                seated.completeExceptionally(e);
            }
        });
        return seated;
    }

    @Test
    void aSeatThatIsLeftIsFreeAndToldOfOnce() {
        seats.provide(2, told::incrementAndGet);
        seats.take(one);
        assertThat(seats.free()).isEqualTo(1);

        seats.leave(one);
        seats.leave(one);

        assertThat(seats.free()).isEqualTo(2);
        assertThat(told).hasValue(1);
    }

    @Test
    void whoSitsNeedNotWait() {
        seats.provide(1, told::incrementAndGet);
        seats.take(one);

        assertThat(awaiting(one, () -> true)).succeedsWithin(LONG_ENOUGH).isEqualTo(true);
        assertThat(seats.free()).isZero();
    }

    @Test
    void whoWaitsForASeatGetsItBeforeAnyNewTask() {
        seats.provide(1, told::incrementAndGet);
        seats.take(one);
        var seen = new ConcurrentLinkedQueue<Integer>();
        var again = awaiting(two, () -> seen.add(seats.free()));
        await().until(() -> !seen.isEmpty());

        seats.leave(one);

        assertThat(again).succeedsWithin(LONG_ENOUGH).isEqualTo(true);
        assertThat(seen).containsOnly(0); // The last time with nobody seated.
        assertThat(seats.free()).isZero();
        assertThat(told).hasValue(0);
    }

    @Test
    void whoIsNotWantedAnyMoreWaitsNoLongerAndTakesNone() {
        seats.provide(1, told::incrementAndGet);
        seats.take(one);
        var wanted = new AtomicBoolean(true);
        var again = awaiting(two, wanted::get);

        wanted.set(false);

        assertThat(again).succeedsWithin(LONG_ENOUGH).isEqualTo(false);
        seats.leave(one);
        assertThat(seats.free()).isEqualTo(1);
    }
}
