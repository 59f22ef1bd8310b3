package dev.coppice.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The newest events, in memory, for all who follow the log; whoever is further behind reads the database. */
final class EventTail {

    private final int most;
    private final TreeMap<Position, LoggedEvent> events = new TreeMap<>();
    private Position floor = Position.START;
    private Position head = Position.START;
    private boolean isOver;

    /** Holds so many events. */
    EventTail(int most) {
        this.most = most;
    }

    /**
     * What came after a position.
     *
     * @param end how far one has read with these; the same position if there are none
     */
    record Stretch(List<LoggedEvent> events, Position end) {}

    /** Begins anew at a position: what was before is not known any more. */
    synchronized void restart(Position at) {
        events.clear();
        floor = at;
        head = at;
        notifyAll();
    }

    /** The next events of the log, without a gap after the last. */
    synchronized void append(List<LoggedEvent> next) {
        for (var event : next) {
            events.put(event.position(), event);
            head = event.position();
        }
        while (events.size() > most) {
            floor = events.pollFirstEntry().getKey();
        }
        notifyAll();
    }

    synchronized Position head() {
        return head;
    }

    /** Empty if not all of it is here. */
    synchronized Optional<Stretch> after(Position position) {
        if (floor.isAfter(position)) {
            return Optional.empty();
        }
        var next = List.copyOf(events.tailMap(position, false).values());
        return Optional.of(new Stretch(next, head.isAfter(position) ? head : position));
    }

    /** Waits until there is something after the position, at most for this time. */
    synchronized void await(Position position, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        while (!head.isAfter(position) && left > 0 && !isOver) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
    }

    /** Nobody waits for anything any more. */
    synchronized void end() {
        isOver = true;
        notifyAll();
    }
}
