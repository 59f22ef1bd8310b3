package dev.coppice.repository;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The fetches of one repository, one after another. Whoever wants one that begins after its wish shares it with all others who wait for
 * it to begin, so that a hundred starts at once fetch twice.
 */
final class FetchTurns {

    private final Executor executor;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(true);
    private Optional<CompletableFuture<Refreshed>> waiting = Optional.empty();

    FetchTurns(Executor executor) {
        this.executor = executor;
    }

    /** Ends with the next fetch that has not begun yet. */
    synchronized CompletableFuture<Refreshed> next(Supplier<Refreshed> fetch) {
        return waiting.orElseGet(() -> {
            var mine = last.handle((_, _) -> true)
                    .thenApplyAsync(
                            _ -> {
                                begin();
                                return fetch.get();
                            },
                            executor);
            waiting = Optional.of(mine);
            last = mine;
            return mine;
        });
    }

    private synchronized void begin() {
        waiting = Optional.empty();
    }
}
