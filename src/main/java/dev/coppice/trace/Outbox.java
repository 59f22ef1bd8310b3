package dev.coppice.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Spans on their way to the collector: a bounded number, sent in order by one thread, which comes to life with the first. */
final class Outbox {

    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final int MOST = 4096;
    private static final int AT_ONCE = 256;
    private static final int TRIES = 5;
    private static final long FIRST_PAUSE_MILLISECONDS = 500;

    private final Collector collector;
    private final BlockingQueue<Span> waiting = new ArrayBlockingQueue<>(MOST);
    private final AtomicLong unsettled = new AtomicLong();
    private final Thread sender;
    private boolean isStarted;
    private boolean isLossTold;

    Outbox(Collector collector) {
        this.collector = collector;
        this.sender = Thread.ofVirtual().name("traces").unstarted(this::work);
    }

    void put(Span span) {
        unsettled.incrementAndGet();
        if (waiting.offer(span)) {
            start();
        } else {
            settle(1);
            tellOfLoss("too many wait for the collector");
        }
    }

    private synchronized void start() {
        if (!isStarted) {
            isStarted = true;
            sender.start();
        }
    }

    private void work() {
        try {
            while (true) {
                var batch = new ArrayList<Span>();
                batch.add(waiting.take());
                waiting.drainTo(batch, AT_ONCE - 1);
                send(batch);
                settle(batch.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(List<Span> batch) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLISECONDS;
        var receipt = collector.send(batch);
        for (int tried = 1; receipt instanceof Collector.Receipt.Unanswered && tried < TRIES; tried++) {
            TimeUnit.MILLISECONDS.sleep(pause);
            pause *= 2;
            receipt = collector.send(batch);
        }
        switch (receipt) {
            case Collector.Receipt.Taken _ -> {}
            case Collector.Receipt.Unanswered(var why) -> tellOfLoss(why);
            case Collector.Receipt.Refused(var why) -> tellOfLoss(why);
        }
    }

    private void settle(int spans) {
        unsettled.addAndGet(-spans);
        synchronized (this) {
            notifyAll();
        }
    }

    /** Once: a collector that is away would fill the log otherwise. */
    private synchronized void tellOfLoss(String why) {
        if (!isLossTold) {
            isLossTold = true;
            LOG.warnf("spans are lost, which is not said again: %s", why);
        }
    }

    /** Waits until all is sent, but no longer than the time. */
    synchronized void close(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toMillis(); unsettled.get() > 0 && left > 0; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.interrupt();
        collector.close();
    }
}
