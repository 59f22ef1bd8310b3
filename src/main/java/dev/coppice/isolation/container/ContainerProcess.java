package dev.coppice.isolation.container;

import dev.coppice.process.ProcessIdentity;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RunningProcess;
import dev.coppice.process.Tail;
import io.quarkus.logging.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One command in its container. The engine's client that waits for it is a process of this host and dies with Coppice; the container does
 * not, and is removed by its name whenever it may be left.
 */
final class ContainerProcess implements RunningProcess {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration FOR_THE_ENGINE = Duration.ofSeconds(30);
    private static final long BETWEEN_LOOKS = 20;
    private static final int KILLED = 137;

    /** From here on an exit code may be the engine's client's own, or mean that somebody killed it. */
    private static final int UNCLEAR = 125;

    private static final int NOT_FOUND = 127;
    private static final int QUOTED_LINES = 3;

    /** Its tasks only begin an end, and never wait. */
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("container-limits").daemon().factory());

    /** Who ended the command; the first one counts. */
    private enum Ending {
        ITSELF,
        STOPPED,
        TIMED_OUT
    }

    private final RunningProcess client;
    private final Place place;
    private final Duration timeLimit;
    private final Future<?> timer;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<Ending> ending = new AtomicReference<>(Ending.ITSELF);

    /**
     * Where the command runs.
     *
     * @param complaints keeps what the engine, or the command, said last
     */
    record Place(Engine engine, CommandFolder folder, String program, Tail complaints) {}

    ContainerProcess(RunningProcess client, Place place, Duration timeLimit) {
        this.client = client;
        this.place = place;
        this.timeLimit = timeLimit;
        this.timer = CLOCK.schedule(() -> end(Ending.TIMED_OUT), timeLimit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The client's: a container has none that would outlive a look from another boot, and is found by its name. */
    @Override
    public Optional<ProcessIdentity> identity() {
        return client.identity();
    }

    @Override
    public ProcessResult await() {
        var ended = client.await();
        over.countDown();
        timer.cancel(false);
        // Whoever interrupts wants the end of the command; its container is not to stay for it.
        boolean interrupted = Thread.interrupted();
        try {
            return result(ended);
        } finally {
            clear(ended);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void stop() {
        end(Ending.STOPPED);
    }

    private void end(Ending why) {
        if (over.getCount() > 0 && ending.compareAndSet(Ending.ITSELF, why)) {
            Thread.ofPlatform().daemon().name("container-end").start(this::bringToEnd);
        }
    }

    private void bringToEnd() {
        try {
            if (isStartedSoon() && askToEnd() && isOverWithin(GRACE)) {
                return;
            }
            remove();
            if (!isOverWithin(GRACE)) {
                client.stop();
            }
        } catch (InterruptedException e) {
            client.stop(); // nobody else knows this thread; whoever waits for the client removes what is left
        }
    }

    /** A container that is only being made cannot be asked anything. */
    private boolean isStartedSoon() throws InterruptedException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (!place.folder().hasStarted() && System.nanoTime() - deadline < 0) {
            if (over.await(BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return place.folder().hasStarted();
    }

    private boolean askToEnd() {
        return over.getCount() == 0
                || place.engine()
                        .ask(GRACE, "exec", place.folder().container(), "sh", "-c", CommandFolder.ASK_TO_END)
                        .succeeded();
    }

    private boolean isOverWithin(Duration time) throws InterruptedException {
        return over.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Engine.Answer remove() {
        return Removal.of(place.engine(), place.folder().container(), FOR_THE_ENGINE);
    }

    private ProcessResult result(ProcessResult ended) {
        return switch (ending.get()) {
            case ITSELF -> byItself(ended);
            case STOPPED ->
                new ProcessResult.Stopped(ended instanceof ProcessResult.Exited(int code, var _) ? code : KILLED);
            case TIMED_OUT -> new ProcessResult.TimedOut(timeLimit);
        };
    }

    private ProcessResult byItself(ProcessResult ended) {
        return switch (ended) {
            case ProcessResult.Exited(int code, var _)
            when code >= UNCLEAR && !place.folder().hasStarted() -> new ProcessResult.NotStarted(whyNotStarted(code));
            case ProcessResult.TimedOut _ -> new ProcessResult.TimedOut(timeLimit);
            case ProcessResult.Exited _,
                    ProcessResult.Exceeded _,
                    ProcessResult.Stopped _,
                    ProcessResult.NotStarted _ -> ended;
        };
    }

    private String whyNotStarted(int code) {
        var said = place.complaints().lastLines(QUOTED_LINES).replace('\n', ' ');
        if (code == NOT_FOUND && said.isEmpty()) {
            return "cannot start " + place.program() + ": the container's image has no such program";
        }
        return "cannot start " + place.program() + " in a container: "
                + (said.isEmpty() ? place.engine().name() + " ended with " + code : said);
    }

    /** An engine that removes its containers by itself has done so when its client says how the command ended. */
    private void clear(ProcessResult ended) {
        boolean isSure = ending.get() == Ending.ITSELF
                && ended instanceof ProcessResult.Exited(int code, var _)
                && code < UNCLEAR;
        if (!isSure) {
            var answer = remove();
            if (!answer.succeeded()) {
                // Its folder stays, so that the next start tries again; nobody may go on in a worktree that it may
                // still write to.
                throw new IllegalStateException(
                        "cannot remove the container " + place.folder().container() + ": " + answer.complaint());
            }
        }
        try {
            place.folder().remove();
        } catch (IOException e) {
            Log.warnf("cannot remove %s: %s", place.folder().path(), e);
        }
    }
}
