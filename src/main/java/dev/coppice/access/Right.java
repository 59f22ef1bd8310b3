package dev.coppice.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do; each includes those before it. The scope of a token is the last one that it gives. */
public enum Right {

    /** See executions, workers and agents. */
    READ,

    /** Start plans, which is to run commands, and steer and delete executions. */
    RUN,

    /** Drain workers, end agents' pauses, clean up, hand out tokens, and read what everybody did. */
    ADMIN;

    public static List<String> words() {
        return Arrays.stream(values()).map(Right::word).toList();
    }

    public static Optional<Right> of(String word) {
        return Arrays.stream(values())
                .filter(right -> right.word().equals(word))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean includes(Right needed) {
        return compareTo(needed) >= 0;
    }
}
