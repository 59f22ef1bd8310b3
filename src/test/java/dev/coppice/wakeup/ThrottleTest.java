package dev.coppice.wakeup;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final Duration A_WHILE = Duration.ofMillis(50);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @Test
    void aBurstIsSentAtItsBeginningAndOnceMoreAtItsEnd() throws InterruptedException {
        var firstIsBeingSent = new CountDownLatch(1);
        var burstIsOver = new CountDownLatch(1);
        var throttle = new Throttle<String>(thread, A_WHILE, what -> {
            firstIsBeingSent.countDown();
            awaitQuietly(burstIsOver);
            sent.add(what);
        });

        throttle.ask("a");
        firstIsBeingSent.await();
        for (int more = 0; more < 1000; more++) {
            throttle.ask("a");
        }
        burstIsOver.countDown();

        await().until(() -> sent.size() == 2);
        throttle.ask("end");
        await().until(() -> sent.contains("end"));
        assertThat(sent).containsExactly("a", "a", "end");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void differentThingsDoNotWaitForEachOther() {
        var throttle = new Throttle<String>(thread, Duration.ofHours(1), sent::add);

        List.of("a", "b", "a", "b", "c").forEach(throttle::ask);

        await().until(() -> sent.size() == 3);
        assertThat(sent).containsExactly("a", "b", "c");
    }

    @Test
    void whatIsAskedAfterTheEndIsLostWithoutHarm() {
        var throttle = new Throttle<String>(thread, A_WHILE, sent::add);
        thread.shutdownNow();

        throttle.ask("a");

        assertThat(sent).isEmpty();
    }
}
