package dev.coppice.ops;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.scheduler.spi.JobInstrumenter.JobInstrumentationContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RunningJobsTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private final RunningJobs jobs = new RunningJobs();

    private record Job(Supplier<CompletionStage<Void>> work) implements JobInstrumentationContext {

        @Override
        public String getSpanName() {
            return "job";
        }

        @Override
        public CompletionStage<Void> executeJob() {
            return work.get();
        }
    }

    @Test
    void whoeverWaitsForNoneWaitsForTheLast() throws InterruptedException {
        var first = new CompletableFuture<Void>();
        var second = new CompletableFuture<Void>();
        var _ = jobs.instrument(new Job(() -> first));
        var _ = jobs.instrument(new Job(() -> second));

        var waiting = Thread.ofVirtual().start(() -> {
            try {
                jobs.awaitNone(LONG_ENOUGH);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var _ = first.complete(null);
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        assertThat(jobs.count()).isEqualTo(1);

        var _ = second.complete(null);
        assertThat(waiting.join(LONG_ENOUGH)).isTrue();
        assertThat(jobs.count()).isZero();
    }

    @Test
    void oneThatDoesNotEndIsWaitedForOnlySoLong() throws InterruptedException {
        var _ = jobs.instrument(new Job(CompletableFuture::new));

        jobs.awaitNone(Duration.ofMillis(1));

        assertThat(jobs.count()).isEqualTo(1);
    }

    @Test
    void oneThatFailsHasEndedToo() {
        var _ = jobs.instrument(new Job(() -> CompletableFuture.failedFuture(new IllegalStateException("broken"))));
        assertThatThrownBy(() -> jobs.instrument(new Job(() -> {
                    throw new IllegalStateException("broken at once");
                })))
                .isInstanceOf(IllegalStateException.class);

        assertThat(jobs.count()).isZero();
    }
}
