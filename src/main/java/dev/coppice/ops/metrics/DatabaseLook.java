package dev.coppice.ops.metrics;

import dev.coppice.queue.figures.QueueGauges;
import dev.coppice.queue.figures.QueueGauges.Figure;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The figures of the database, looked up at most once a second however many ask. One look is under way at a time, and nobody waits for it
 * longer than a monitor would: a database that is away costs its figures, and nothing else.
 */
@ApplicationScoped
class DatabaseLook {

    private static final Duration GOOD_FOR = Duration.ofSeconds(1);
    private static final long PATIENCE_SECONDS = 2;

    private final QueueGauges gauges;
    private CompletableFuture<List<Figure>> look = new CompletableFuture<>();
    private long begun;

    DatabaseLook(QueueGauges gauges) {
        this.gauges = gauges;
    }

    /** Empty if the database does not answer. */
    Optional<List<Figure>> figures() {
        try {
            return Optional.of(current().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            Log.debugf("no figures of the database: %s", e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private synchronized CompletableFuture<List<Figure>> current() {
        boolean isUnderWay = begun != 0 && !look.isDone();
        boolean isFresh = begun != 0 && System.nanoTime() - begun < GOOD_FOR.toNanos();
        if (!isUnderWay && !isFresh) {
            var next = new CompletableFuture<List<Figure>>();
            look = next;
            begun = System.nanoTime();
            Thread.ofVirtual().name("figures").start(() -> fill(next));
        }
        return look;
    }

    private void fill(CompletableFuture<List<Figure>> next) {
        try {
            next.complete(gauges.all());
        } catch (RuntimeException e) {
            next.completeExceptionally(e);
        }
    }
}
