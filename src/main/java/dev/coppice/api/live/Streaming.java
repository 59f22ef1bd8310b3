package dev.coppice.api.live;

import dev.coppice.event.EventFeed;
import dev.coppice.event.Following;
import dev.coppice.event.LoggedEvent;
import dev.coppice.event.Position;
import dev.coppice.queue.LastEvents;
import dev.coppice.task.ExecutionId;
import dev.coppice.wakeup.WakeUp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sends events to listeners, each on its caller's own thread, which is a virtual one. */
@ApplicationScoped
class Streaming {

    /** How soon a listener that has gone away is noticed while nothing happens. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final EventFeed feed;
    private final LastEvents last;
    private final StreamConfig config;

    Streaming(EventFeed feed, LastEvents last, StreamConfig config) {
        this.feed = feed;
        this.last = last;
        this.config = config;
    }

    /** Hints come from this process and others; whatever one tells of, events may have been written with it. */
    void look(@Observes WakeUp hint) {
        feed.look();
    }

    /** What comes after the position, or from now on. */
    Following follow(Optional<ExecutionId> execution, Optional<Position> after) {
        return after.map(position -> feed.follow(execution, position)).orElseGet(() -> feed.followFromNow(execution));
    }

    /** Until the execution has ended and its last event is sent, the listener goes, or the process ends. */
    void stream(Following following, ExecutionId execution, Position from, Listener listener)
            throws InterruptedException, Listener.Gone {
        var sent = from;
        boolean mayHaveEnded = true;
        var pulse = new Pulse(config.heartbeat());
        while (goesOn(following, listener)) {
            var next = following.next(mayHaveEnded ? Duration.ZERO : LOOK);
            sent = tell(next, listener, pulse).orElse(sent);
            if (next.isEmpty() && mayHaveEnded) {
                var end = last.endAfter(execution, sent);
                if (end.isPresent()) {
                    listener.end(new EndView(execution.value(), end.get()));
                    return;
                }
            }
            boolean hasBeaten = pulse.beat(listener);
            mayHaveEnded = hasBeaten
                    || (mayHaveEnded && !next.isEmpty())
                    || next.stream().anyMatch(Streaming::isOfTheWhole);
        }
    }

    /** All executions, until the listener goes or the process ends. */
    void stream(Following following, Listener listener) throws InterruptedException, Listener.Gone {
        var pulse = new Pulse(config.heartbeat());
        while (goesOn(following, listener)) {
            var _ = tell(following.next(LOOK), listener, pulse);
            var _ = pulse.beat(listener);
        }
    }

    private static boolean goesOn(Following following, Listener listener) {
        return listener.isThere() && !following.isStopped();
    }

    /** The position of the last of them. */
    private static Optional<Position> tell(List<LoggedEvent> events, Listener listener, Pulse pulse)
            throws InterruptedException, Listener.Gone {
        Optional<Position> sent = Optional.empty();
        for (var logged : events) {
            listener.tell(EventView.of(logged));
            sent = Optional.of(logged.event().position());
            pulse.felt();
        }
        return sent;
    }

    private static boolean isOfTheWhole(LoggedEvent logged) {
        return logged.event().what().startsWith("execution_");
    }
}
