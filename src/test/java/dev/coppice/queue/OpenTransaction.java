package dev.coppice.queue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.concurrent.CompletableFuture;

/** A change that is made and not yet committed: others wait for what it has locked, and do not see what it did. */
final class OpenTransaction implements AutoCloseable {

    private final CompletableFuture<Void> made = new CompletableFuture<>();
    private final CompletableFuture<Void> toCommit = new CompletableFuture<>();
    private final CompletableFuture<Void> committed;

    private OpenTransaction(Runnable change) {
        committed = CompletableFuture.runAsync(
                () -> QuarkusTransaction.requiringNew().run(() -> hold(change)), Thread::startVirtualThread);
    }

    /** Returns once the change is made. */
    static OpenTransaction with(Runnable change) {
        var open = new OpenTransaction(change);
        CompletableFuture.anyOf(open.made, open.committed).join();
        return open;
    }

    private void hold(Runnable change) {
        change.run();
        made.complete(null);
        toCommit.join();
    }

    /** Commits. */
    @Override
    public void close() {
        toCommit.complete(null);
        committed.join();
    }
}
