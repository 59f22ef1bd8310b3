package dev.coppice.landing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Trusts its lease always, and stops whoever asks for the given time, until it is woken. */
final class StopPoint implements BooleanSupplier {

    private final int question;
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch woken = new CountDownLatch(1);

    private StopPoint(int question) {
        this.question = question;
    }

    static StopPoint beforeTheAnnouncement() {
        return new StopPoint(1);
    }

    static StopPoint beforeTheMove() {
        return new StopPoint(2);
    }

    @Override
    public boolean getAsBoolean() {
        if (asked.incrementAndGet() == question) {
            reached.countDown();
            await(woken);
        }
        return true;
    }

    void awaitStopped() {
        await(reached);
    }

    void wake() {
        woken.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
