package dev.coppice.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The three pipes of a process, each on a platform thread: reading a pipe would pin a virtual thread's carrier. */
final class Streams {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Pump> pumps;
    private final Thread feeder;

    Streams(Process process, Input input, Output standardOutput, Output standardError) {
        this.pumps = List.of(
                Pump.start(process.getInputStream(), standardOutput),
                Pump.start(process.getErrorStream(), standardError));
        this.feeder = Thread.ofPlatform().daemon().name("process-input").unstarted(() -> feed(process, input));
        if (!input.isEmpty()) {
            feeder.start();
        }
    }

    /** Hands on what is left of the output. What an unknown process that still holds a pipe may say later is dropped. */
    void drain() {
        feeder.interrupt();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        pumps.forEach(pump -> pump.finish(deadline));
    }

    private static void feed(Process process, Input input) {
        try (var to = process.getOutputStream()) {
            input.feed(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the process has ended; this thread does too
        } catch (IOException e) {
            // The process closed its input without reading all of it; its exit code tells whether that matters.
        }
    }
}
