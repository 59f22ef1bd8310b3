package dev.coppice.queue.listing;

import dev.coppice.queue.ExecutionSummary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** In which order a list shows executions, by the words that callers use; a minus is for the newest first. */
public enum ExecutionOrder {
    NEWEST("-created_at", "created_at", true),
    OLDEST("created_at", "created_at", false),
    /** Only those that are at their end, as with {@link #ENDED_FIRST}. */
    ENDED_LAST("-completed_at", "finished_at", true),
    ENDED_FIRST("completed_at", "finished_at", false);

    private final String word;
    private final String column;
    private final boolean isDescending;

    ExecutionOrder(String word, String column, boolean isDescending) {
        this.word = word;
        this.column = column;
        this.isDescending = isDescending;
    }

    public String word() {
        return word;
    }

    /** The order of exactly that word. */
    public static Optional<ExecutionOrder> named(String word) {
        return Arrays.stream(values()).filter(order -> order.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(ExecutionOrder::word).toList();
    }

    /** The place at which a page ends with this execution. */
    ExecutionPlace placeOf(ExecutionSummary execution) {
        boolean isByEnd = column.equals("finished_at");
        return new ExecutionPlace(
                isByEnd ? execution.finishedAt().orElseThrow() : execution.createdAt(), execution.id());
    }

    /** What comes after a place, for the {@code where} of a statement. */
    String after() {
        return "(" + column + ", id) " + (isDescending ? "<" : ">") + " (:at, :id)";
    }

    /** The {@code order by} of a statement: an id tells apart what came at the same moment. */
    String by() {
        var direction = isDescending ? " desc" : "";
        return column + direction + ", id" + direction;
    }

    /** Whether it shows only what is at its end. */
    boolean isOfEnded() {
        return column.equals("finished_at");
    }
}
