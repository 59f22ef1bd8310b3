package dev.coppice.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/** Carries one stream of a process to where it is wanted, and goes on reading when it is not: a full pipe would block the process. */
final class Pump {

    private final InputStream from;
    private final Output to;
    private final Thread thread;
    private boolean wanted = true;

    private Pump(InputStream from, Output to) {
        this.from = from;
        this.to = to;
        this.thread = Thread.ofPlatform().daemon().name("process-output").unstarted(this::run);
    }

    static Pump start(InputStream from, Output to) {
        var pump = new Pump(from, to);
        pump.thread.start();
        return pump;
    }

    /** Waits for the end of the stream, until the deadline at most, even if interrupted; nothing is handed on afterwards. */
    void finish(long deadline) {
        boolean interrupted = false;
        while (thread.isAlive() && System.nanoTime() - deadline < 0) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        stop();
    }

    private void run() {
        byte[] buffer = new byte[16 << 10];
        try (from) {
            for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                handOn(buffer, length);
            }
        } catch (IOException e) {
            // The pipe broke with the process; its exit code tells how it ended.
        }
    }

    private synchronized void handOn(byte[] buffer, int length) {
        try {
            if (wanted) {
                to.write(buffer, length);
            }
        } catch (IOException e) {
            wanted = false; // a full disk must not fail the command
        }
    }

    private synchronized void stop() {
        wanted = false;
    }
}
