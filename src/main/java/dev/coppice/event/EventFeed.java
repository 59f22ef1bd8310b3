package dev.coppice.event;

import dev.coppice.task.ExecutionId;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The log as it grows, for any number of followers. One reader looks at the database for all of them while there are any; the rows are
 * the truth, and hints only make it look sooner.
 */
@ApplicationScoped
public class EventFeed {

    private static final Duration EACH = Duration.ofMillis(500);
    private static final Duration AT_MOST_EACH = Duration.ofMillis(25);
    private static final int KEPT = 2_000;

    private final EventPages pages;
    private final EventTail tail = new EventTail(KEPT);
    private final Semaphore hints = new Semaphore(0);
    private int followers;
    private boolean isReading;
    private volatile boolean isStopped;

    EventFeed(EventPages pages) {
        this.pages = pages;
    }

    /** Follows one execution, or all, from what comes after the position; to be closed. */
    public Following follow(Optional<ExecutionId> execution, Position from) {
        begin();
        return new Following(this, execution, from);
    }

    /** Likewise, from now on: nothing is missed that becomes readable after this call. */
    public Following followFromNow(Optional<ExecutionId> execution) {
        var now = pages.now();
        begin();
        return new Following(this, execution, now);
    }

    /** That there may be something new. */
    public void look() {
        if (hints.availablePermits() == 0) {
            hints.release();
        }
    }

    /** Whether this process is about to end, and nothing is followed any more. */
    public boolean isStopped() {
        return isStopped;
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    /** Nothing is followed any more: this process is about to end. */
    public void stop() {
        isStopped = true;
        hints.release();
        tail.end();
    }

    EventTail tail() {
        return tail;
    }

    EventPages pages() {
        return pages;
    }

    /** The place to read on from is known before anybody follows, so that nothing falls between a follower's own reading and this. */
    private synchronized void begin() {
        if (!isReading) {
            tail.restart(pages.now());
            isReading = true;
            Thread.ofVirtual().name("event-reader").start(this::read);
        }
        followers++;
    }

    synchronized void end() {
        followers--;
    }

    private synchronized boolean goesOn() {
        isReading = followers > 0 && !isStopped;
        return isReading;
    }

    private void read() {
        try {
            while (goesOn()) {
                readOnce();
                if (hints.tryAcquire(EACH.toMillis(), TimeUnit.MILLISECONDS)) {
                    Thread.sleep(AT_MOST_EACH);
                    hints.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readOnce() {
        try {
            boolean hasMore = true;
            while (hasMore && !isStopped) {
                var next = pages.after(tail.head());
                tail.append(next);
                hasMore = next.size() == EventPages.SIZE;
            }
        } catch (RuntimeException e) {
            Log.debugf("the event log could not be read, trying again: %s", e.getMessage());
        }
    }
}
