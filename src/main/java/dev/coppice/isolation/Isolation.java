package dev.coppice.isolation;

import dev.coppice.task.ExecutionMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the processes of an execution's tasks are to work, as it was asked for. */
public enum Isolation {
    /** Agent CLIs in a sandbox where one works, everything else on the host. */
    AUTO,
    /** With the rights and the view of the user that Coppice runs as. */
    HOST,
    /** In a sandbox, or not at all. */
    SANDBOX,
    /** In pods of a cluster: the mode of that name, by another word. */
    KUBERNETES;

    /** The word for it in commands, requests and rows. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Isolation> named(String word) {
        return Arrays.stream(values())
                .filter(isolation -> isolation.word().equals(word))
                .findFirst();
    }

    /** The mode that is meant where people name this isolation beside that mode. */
    public static String mode(String mode, String isolation) {
        boolean isMeant = isolation.equals(KUBERNETES.word()) && mode.equals(ExecutionMode.WORKTREE.word());
        return isMeant ? ExecutionMode.KUBERNETES.word() : mode;
    }

    /** All words, for people who have given another one. */
    public static String words() {
        return Arrays.stream(values()).map(Isolation::word).collect(Collectors.joining(", "));
    }
}
