package dev.coppice.bench;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.queue.Claim;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** As the service's worker does it: one claim at a time, of as many tasks as there are free slots, and a virtual thread for each task. */
final class WorkerDrain implements Drain {

    private final QueueRoom room;
    private final AtomicInteger active = new AtomicInteger();
    private volatile CountDownLatch left = new CountDownLatch(0);

    WorkerDrain(QueueRoom room) {
        this.room = room;
    }

    @Override
    public String figure() {
        return "coppice_claim_free_slots";
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

    @Override
    public void work(int jobs) throws InterruptedException {
        left = new CountDownLatch(jobs);
        fill();
        left.await();
    }

    private synchronized void fill() {
        int free = SLOTS - active.get();
        if (free > 0) {
            for (Claim claim : room.claim(free)) {
                active.incrementAndGet();
                Thread.ofVirtual().start(() -> carryOut(claim));
            }
        }
    }

    private void carryOut(Claim claim) {
        room.complete(claim.lease());
        active.decrementAndGet();
        fill();
        left.countDown();
    }

    @Override
    public String leftQuery() {
        return "select count(*) from task where state <> 'completed'";
    }
}
