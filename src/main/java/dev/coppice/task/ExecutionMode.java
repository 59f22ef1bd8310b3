package dev.coppice.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the tasks of an execution are worked on. */
public enum ExecutionMode {
    /** Each in a git worktree of Coppice's own, several at the same time. */
    WORKTREE,
    /** One after another in the user's own checkout. */
    LOCAL,
    /** As {@link #WORKTREE}, with everything that is started for a task in containers. */
    CONTAINER,
    /** As {@link #CONTAINER}, by an engine of Dagger; experimental. */
    DAGGER,
    /** As {@link #CONTAINER}, in pods of a cluster. */
    KUBERNETES;

    /** Whether agents and checks run in an image, whatever programs this machine has. */
    public boolean hasImage() {
        return switch (this) {
            case WORKTREE, LOCAL -> false;
            case CONTAINER, DAGGER, KUBERNETES -> true;
        };
    }

    /** The product's word for it, as in the database, JSON and logs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode of exactly that word; empty if this version has none. */
    public static Optional<ExecutionMode> named(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }

    /** Of a word that was stored. */
    public static ExecutionMode of(String word) {
        return named(word).orElseThrow(() -> new IllegalArgumentException("no execution mode " + word));
    }

    /** All words, for people. */
    public static String words() {
        return Arrays.stream(values()).map(ExecutionMode::word).collect(Collectors.joining(", "));
    }
}
