package dev.coppice.event;

/**
 * How far a reader has read, as {@code transaction.id}. Ids alone would not do: they are handed out before the commit, so an event
 * that commits late would be passed by.
 */
public record Position(long transaction, long id) {

    public static final Position START = new Position(0, 0);

    /** Reads what {@link #toString} wrote, as a browser sends it back after a lost connection. */
    public static Position of(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("not a position in the event log: " + text);
        }
        return new Position(Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
    }

    @Override
    public String toString() {
        return transaction + "." + id;
    }
}
