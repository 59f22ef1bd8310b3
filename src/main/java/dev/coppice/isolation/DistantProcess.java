package dev.coppice.isolation;

import dev.coppice.process.ProcessIdentity;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RunningProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A command somewhere else, such as in an engine or a cluster. No process of this host is its own: it is ended by whoever began it there. */
public final class DistantProcess implements RunningProcess {

    private static final int KILLED = 137;

    /** Its tasks only begin an end, and never wait. */
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("distant-limits").daemon().factory());

    /** Who ended the command; the first one counts. */
    private enum Ending {
        ITSELF,
        STOPPED,
        TIMED_OUT
    }

    /** What there is to do, from the way there to the files that come back. */
    public interface Work {

        /**
         * Does it; ends the command there when it is interrupted.
         *
         * @param begun is told when the command's own time begins
         */
        ProcessResult run(Runnable begun) throws InterruptedException;
    }

    private final Work work;
    private final Duration timeLimit;
    private final CompletableFuture<ProcessResult> result = new CompletableFuture<>();
    private final AtomicReference<Ending> ending = new AtomicReference<>(Ending.ITSELF);
    private final Thread thread;
    private @Nullable Future<?> timer;

    private DistantProcess(Work work, Duration timeLimit) {
        this.work = work;
        this.timeLimit = timeLimit;
        this.thread = Thread.ofPlatform().daemon().name("distant-command").unstarted(this::run);
    }

    /** Begins at once; the time limit counts from when the work says that the command has begun. */
    public static DistantProcess start(Work work, Duration timeLimit) {
        var process = new DistantProcess(work, timeLimit);
        process.thread.start();
        return process;
    }

    private void run() {
        try {
            var own = work.run(this::begin);
            result.complete(ended(own));
        } catch (InterruptedException e) {
            result.complete(ended(new ProcessResult.Stopped(KILLED))); // only an end from here interrupts this thread
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        } finally {
            Optional.ofNullable(timer).ifPresent(running -> running.cancel(false));
        }
    }

    private void begin() {
        timer = CLOCK.schedule(() -> end(Ending.TIMED_OUT), timeLimit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private ProcessResult ended(ProcessResult own) {
        return switch (ending.get()) {
            case ITSELF -> own;
            case STOPPED -> new ProcessResult.Stopped(KILLED);
            case TIMED_OUT -> new ProcessResult.TimedOut(timeLimit);
        };
    }

    private void end(Ending why) {
        if (!result.isDone() && ending.compareAndSet(Ending.ITSELF, why)) {
            thread.interrupt();
        }
    }

    @Override
    public Optional<ProcessIdentity> identity() {
        return Optional.empty();
    }

    @Override
    public ProcessResult await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stop();
                } catch (ExecutionException e) {
                    throw new IllegalStateException("a command elsewhere failed in an unknown way", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void stop() {
        end(Ending.STOPPED);
    }
}
