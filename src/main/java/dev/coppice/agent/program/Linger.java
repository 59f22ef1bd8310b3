package dev.coppice.agent.program;

import dev.coppice.process.RunningProcess;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends a process that has said its last word and yet does not end by itself. */
public final class Linger {

    /** Its tasks only ask for the end of processes, and never wait. */
    static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("agent-limits").daemon().factory());

    private final Duration grace;
    private @Nullable RunningProcess process;
    private @Nullable Future<?> end;
    private boolean isOver;

    /** The process gets {@code grace} after each sign of life that follows its last word. */
    public Linger(Duration grace) {
        this.grace = grace;
    }

    /** Which process this is about. */
    public synchronized void watch(RunningProcess started) {
        process = started;
        if (isOver) {
            started.stop();
        }
    }

    /** It has said its last word, or another one after that. */
    public synchronized void begin() {
        cancel();
        end = CLOCK.schedule(this::end, grace.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** It has ended: nothing more to do. */
    public synchronized void cancel() {
        if (end != null) {
            end.cancel(false);
        }
    }

    /** Whether its time is over, so that it is being ended from here and nothing that it says to that counts. */
    public synchronized boolean isOver() {
        return isOver;
    }

    /** Now, without any grace. */
    public synchronized void end() {
        isOver = true;
        if (process != null) {
            process.stop();
        }
    }
}
