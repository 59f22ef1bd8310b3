package dev.coppice.submission;

import java.util.OptionalInt;

/**
 * Which batches of a plan to run, by position from 1, both ends included; what lies before it is taken for done.
 *
 * @param last empty: to the last one; may lie beyond it
 */
public record BatchRange(int first, OptionalInt last) {

    /** The whole plan. */
    public static final BatchRange ALL = new BatchRange(1, OptionalInt.empty());

    boolean isBefore(int position) {
        return position < first;
    }

    boolean contains(int position) {
        return position >= first && position <= last.orElse(Integer.MAX_VALUE);
    }
}
