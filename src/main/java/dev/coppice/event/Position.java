package dev.coppice.event;

import java.util.Comparator;

/**
 * How far a reader has read, as {@code transaction.id}. Ids alone would not do: they are handed out before the commit, so an event
 * that commits late would be passed by.
 */
public record Position(long transaction, long id) implements Comparable<Position> {

    public static final Position START = new Position(0, 0);

    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::transaction).thenComparingLong(Position::id);

    /** After all events of the transactions before this one. */
    static Position before(long transaction) {
        return new Position(transaction - 1, Long.MAX_VALUE);
    }

    /** Reads what {@link #toString} wrote, as a browser sends it back after a lost connection. */
    public static Position of(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("not a position in the event log: " + text);
        }
        return new Position(Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
    }

    boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return transaction + "." + id;
    }
}
