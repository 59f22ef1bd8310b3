package dev.coppice.git;

import dev.coppice.process.Capture;
import dev.coppice.process.Output;
import dev.coppice.process.RunningProcess;
import org.jspecify.annotations.Nullable;

/** Keeps what a command prints up to a limit, and ends the command there: nobody wants the rest. */
final class Bounded implements Output {

    private final Capture kept;
    private @Nullable RunningProcess process;

    /** Keeps up to so many bytes. */
    Bounded(int limit) {
        this.kept = new Capture(limit);
    }

    @Override
    public synchronized void write(byte[] buffer, int length) {
        kept.write(buffer, length);
        stopIfFull();
    }

    /** It may have printed too much before anybody could know it. */
    synchronized void of(RunningProcess started) {
        process = started;
        stopIfFull();
    }

    private void stopIfFull() {
        if (kept.isTruncated() && process != null) {
            process.stop();
        }
    }

    /** Whether there was more. */
    boolean isFull() {
        return kept.isTruncated();
    }

    byte[] bytes() {
        return kept.bytes();
    }
}
