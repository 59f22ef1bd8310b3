package dev.coppice.event;

import dev.coppice.task.ExecutionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One follower's place in the log; for one thread at a time, but to be closed by any. It holds no connection while it waits. */
public final class Following implements AutoCloseable {

    private final EventFeed feed;
    private final Optional<ExecutionId> execution;
    private Position position;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    Following(EventFeed feed, Optional<ExecutionId> execution, Position position) {
        this.feed = feed;
        this.execution = execution;
        this.position = position;
    }

    /** The next events in order; waits for them at most this long, and may come back earlier without any. */
    public List<LoggedEvent> next(Duration patience) throws InterruptedException {
        var known = read();
        if (!known.isEmpty() || feed.isStopped()) {
            return known;
        }
        feed.tail().await(position, patience);
        return read();
    }

    /** Whether this process is about to end. */
    public boolean isStopped() {
        return feed.isStopped();
    }

    private List<LoggedEvent> read() {
        return feed.tail().after(position).map(this::take).orElseGet(this::readBack);
    }

    private List<LoggedEvent> take(EventTail.Stretch stretch) {
        position = stretch.end();
        return stretch.events().stream()
                .filter(logged -> execution
                        .map(wanted -> wanted.equals(logged.event().execution()))
                        .orElse(true))
                .toList();
    }

    /** A page that is not full has everything up to where the reader was before. */
    private List<LoggedEvent> readBack() {
        var head = feed.tail().head();
        var page = execution
                .map(wanted -> feed.pages().after(position, wanted))
                .orElseGet(() -> feed.pages().after(position));
        if (!page.isEmpty()) {
            position = page.getLast().position();
        }
        if (page.size() < EventPages.SIZE && head.isAfter(position)) {
            position = head;
        }
        return page;
    }

    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            feed.end();
        }
    }
}
