package dev.coppice.bench;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.queue.Claim;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Every slot claims for itself, so many tasks at once, and completes them one by one. */
final class CoppiceDrain implements Drain {

    private static final long PAUSE_NANOS = 1_000_000;

    private final QueueRoom room;
    private final int batch;
    private final ClaimTimes times;

    CoppiceDrain(QueueRoom room, int batch, ClaimTimes times) {
        this.room = room;
        this.batch = batch;
        this.times = times;
    }

    CoppiceDrain(QueueRoom room, int batch) {
        this(room, batch, new ClaimTimes());
    }

    @Override
    public String figure() {
        return "coppice_claim_" + batch;
    }

    @Override
    public DatabaseAddress database() {
        return QueueRoom.database();
    }

    @Override
    public void empty() {
        room.empty();
    }

    @Override
    public void enqueue(int jobs) {
        room.submit(jobs);
    }

    /** Stops after so many, even if more are queued. */
    @Override
    public void work(int jobs) throws InterruptedException {
        var left = new AtomicInteger(jobs);
        Slots.run(() -> {
            while (left.get() > 0) {
                left.addAndGet(-round());
            }
            return null;
        });
    }

    private int round() {
        long before = System.nanoTime();
        var claimed = room.claim(batch);
        if (claimed.isEmpty()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        } else {
            times.add(System.nanoTime() - before);
        }
        claimed.stream().map(Claim::lease).forEach(room::complete);
        return claimed.size();
    }

    @Override
    public String leftQuery() {
        return "select count(*) from task where state <> 'completed'";
    }
}
