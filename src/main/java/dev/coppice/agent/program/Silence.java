package dev.coppice.agent.program;

import dev.coppice.process.Output;
import dev.coppice.process.ProcessIdentity;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RunningProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends one process once it has printed nothing for too long. */
public final class Silence {

    private final Duration limit;
    private final Runnable beforeTheEnd;
    private volatile long brokenAt = System.nanoTime();
    private @Nullable RunningProcess process;

    /** {@code beforeTheEnd} runs at most once, right before the process is ended. */
    public Silence(Duration limit, Runnable beforeTheEnd) {
        this.limit = limit;
        this.beforeTheEnd = beforeTheEnd;
    }

    /** What comes this way is a sign of life. */
    public Output brokenBy(Output output) {
        return new Heard(output);
    }

    /** From now on this process is listened to, until somebody has seen it end. */
    public RunningProcess of(RunningProcess started) {
        synchronized (this) {
            process = started;
        }
        listen(limit.toNanos());
        return new Attended(started);
    }

    private void listen(long nanoseconds) {
        var _ = Linger.CLOCK.schedule(this::look, nanoseconds, TimeUnit.NANOSECONDS);
    }

    private synchronized void look() {
        long left = limit.toNanos() - (System.nanoTime() - brokenAt);
        var listenedTo = process;
        if (listenedTo != null && left > 0) {
            listen(left);
        } else if (listenedTo != null) {
            beforeTheEnd.run();
            listenedTo.stop();
        }
    }

    private synchronized void forget() {
        process = null;
    }

    /** What cannot be written, on a full disk, is a sign of life all the same. */
    private final class Heard implements Output {

        private final Output output;
        private boolean isWritable = true;

        private Heard(Output output) {
            this.output = output;
        }

        @Override
        public void write(byte[] buffer, int length) {
            brokenAt = System.nanoTime();
            try {
                if (isWritable) {
                    output.write(buffer, length);
                }
            } catch (IOException e) {
                isWritable = false; // whoever prints would not be listened to any more if this went on
            }
        }
    }

    private final class Attended implements RunningProcess {

        private final RunningProcess attended;

        private Attended(RunningProcess attended) {
            this.attended = attended;
        }

        @Override
        public Optional<ProcessIdentity> identity() {
            return attended.identity();
        }

        @Override
        public ProcessResult await() {
            try {
                return attended.await();
            } finally {
                forget();
            }
        }

        @Override
        public void stop() {
            attended.stop();
        }
    }
}
