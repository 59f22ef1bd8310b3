package dev.coppice.worker;

import dev.coppice.queue.Claim;
import dev.coppice.queue.Scope;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.wakeup.WakeUp;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Fills its slots with claimed tasks, one virtual thread each, for as long as it is told to. */
@ApplicationScoped
public class Worker {

    /** So long an application that goes down waits until what runs has been given back. */
    public static final Duration TO_GIVE_BACK = Duration.ofSeconds(20);

    private final Claimer claimer;
    private final AttemptLoop attempts;
    private final ActiveAttempts active;
    private final Attendance attendance;
    private final Workshops workshops;
    private final Seats seats;
    private final WorkerConfig config;
    private volatile Optional<Post> post = Optional.empty();
    private final AtomicBoolean wakeUpPending = new AtomicBoolean();
    private volatile boolean draining;

    /** What this worker may claim and as whom. */
    private record Post(Scope scope, WorkerId worker, HomeId home, int slots, int overlap) {

        /** So many tasks are in hand at the same time at most, at work or being checked and landed. */
        int mostInHand() {
            return slots + overlap;
        }
    }

    Worker(
            Claimer claimer,
            AttemptLoop attempts,
            ActiveAttempts active,
            Attendance attendance,
            Workshops workshops,
            Seats seats,
            WorkerConfig config) {
        this.claimer = claimer;
        this.attempts = attempts;
        this.active = active;
        this.attendance = attendance;
        this.workshops = workshops;
        this.seats = seats;
        this.config = config;
    }

    /** Begins to claim; {@code slots} agents work at the same time. */
    public void start(Scope scope, WorkerId worker, HomeId home, int slots) {
        attendance.begin(worker, home, slots);
        claimer.listen();
        var at = new Post(
                scope, worker, home, slots, Math.max(0, config.overlap().orElse(slots - 1)));
        workshops.provide(at.mostInHand());
        seats.provide(slots, this::wake);
        draining = false;
        post = Optional.of(at);
        fill();
    }

    /** The backstop: whatever wake-up was lost, a claimable task waits a second at most. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        fill();
    }

    /** So that what has become claimable need not wait for the next poll; returns at once, and makes one look of many hints. */
    void wake(@Observes WakeUp.Claimable hint) {
        wake();
    }

    private void wake() {
        if (wakeUpPending.compareAndSet(false, true)) {
            Thread.ofVirtual().name("wake").start(() -> {
                wakeUpPending.set(false);
                fill();
            });
        }
    }

    /** How many agents work at the same time at most; 0 while none are claimed. */
    public int slots() {
        return post.map(Post::slots).orElse(0);
    }

    /** Whether this worker takes no more tasks: it is on its way out, by {@link #finish}, or was asked to claim nothing for now. */
    public boolean isDraining() {
        return draining || attendance.isDrainRequested();
    }

    /** Where its attempts are at work now. */
    public List<Workplace> workplaces() {
        return active.all().stream()
                .flatMap(attempt -> attempt.place().stream())
                .toList();
    }

    /** Ends what runs of this execution and gives it back to the queue, with its work kept and nothing counted; returns at once. */
    public void release(ExecutionId execution) {
        stop(execution, ActiveAttempt.Stop.RELEASED);
    }

    /** Ends what runs of a cancelled execution without waiting for the heartbeat that would tell; returns at once. */
    public void cancel(ExecutionId execution) {
        stop(execution, ActiveAttempt.Stop.CANCELLED);
    }

    private void stop(ExecutionId execution, ActiveAttempt.Stop why) {
        active.all().stream()
                .filter(attempt -> attempt.lease().execution().equals(execution))
                .forEach(attempt -> attempt.stop(why));
    }

    /** Claims no more and lets what runs come to its end for the grace time; what is left then is given back as in {@link #drain}. */
    public boolean finish(Duration grace, Duration limit) {
        draining = true;
        claimNoMore();
        active.awaitNone(grace);
        return drain(limit);
    }

    /** Claims no more, ends what runs and gives it back to the queue; waits until that is done or the time is over. */
    public boolean drain(Duration limit) {
        claimNoMore();
        active.stopAll(ActiveAttempt.Stop.RELEASED);
        boolean ended = active.awaitNone(limit);
        workshops.rest();
        return ended;
    }

    /** However the application goes down, in development by a reload too: nothing that runs is lost. The heartbeat stops last. */
    void end(@Observes @Priority(1) ShutdownEvent event) {
        if (!drain(TO_GIVE_BACK)) {
            Log.warnf("%d attempts did not end in time", active.count());
        }
        attendance.end();
    }

    /** Under the lock of {@link #fill}, so that no claim is on its way when the attempts are told to stop. */
    private synchronized void claimNoMore() {
        post = Optional.empty();
    }

    /** One claim at a time, so that two wake-ups together do not take more than there are slots. */
    private synchronized void fill() {
        try {
            post.ifPresent(this::claim);
        } catch (RuntimeException e) {
            Log.warnf("could not claim, trying again in a second: %s", e.getMessage());
        }
    }

    private void claim(Post at) {
        int free = attendance.isDrainRequested() ? 0 : Math.min(seats.free(), at.mostInHand() - active.count());
        if (free <= 0) {
            return;
        }
        long sentAt = System.nanoTime();
        for (Claim claim : claimer.claim(at.scope(), at.worker(), at.home(), free)) {
            var attempt = active.begin(claim, sentAt);
            seats.take(attempt);
            Log.infof(
                    "%s task %s attempt %d: claimed",
                    claim.lease().execution(), claim.number(), claim.lease().attempt());
            Thread.ofVirtual()
                    .name(claim.lease().execution() + " task-" + claim.number())
                    .start(() -> carryOut(claim, attempt));
        }
    }

    private void carryOut(Claim claim, ActiveAttempt attempt) {
        try {
            Marked.with(claim);
            attempts.run(attempt);
        } finally {
            active.end(claim, attempt);
            seats.leave(attempt);
            fill();
        }
    }
}
