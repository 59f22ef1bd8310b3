package dev.coppice.process;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts every process from one platform thread that lives as long as the JVM.
 *
 * <p>A parent-death signal fires when the <em>thread</em> that forked the child ends, not when its process does; started from a
 * pooled or virtual thread, a child would die at random.
 */
public final class Spawner {

    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("process-spawner").daemon().factory());

    private Spawner() {}

    /** Starts the process; waits, even if interrupted, until it has started or failed to. */
    public static Process start(ProcessBuilder builder) throws IOException {
        var started = THREAD.submit(builder::start);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return started.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw failure(e.getCause() == null ? e : e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Made anew, so that its stack shows who asked and not only the spawning thread. */
    private static IOException failure(Throwable cause) {
        return new IOException(String.valueOf(cause.getMessage()), cause);
    }
}
