package dev.coppice.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The three pipes of a process, each on a platform thread: reading a pipe would pin a virtual thread's carrier. */
final class Streams {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Pump> pumps;
    private final Thread feeder;
    private final Output remarks;

    /** Coppice's own {@code remarks} on the process go where its errors go. */
    Streams(Process process, Input input, Output standardOutput, Output standardError, Output remarks) {
        this.remarks = remarks;
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

    /** Adds a line of Coppice's own to what the process has said. */
    void remark(String words) {
        try {
            remarks.line("coppice: " + words);
        } catch (IOException e) {
            // Nobody can be told.
        }
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
