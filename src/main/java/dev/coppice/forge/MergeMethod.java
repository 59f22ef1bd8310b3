package dev.coppice.forge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a forge is to take a branch into another one. */
public enum MergeMethod {
    /** By a commit with two parents. */
    MERGE,
    /** All of it as one commit. */
    SQUASH,
    /** Its commits, made anew on top. */
    REBASE;

    /** The product's word for it, as in the database and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MergeMethod> of(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word().equals(word))
                .findFirst();
    }
}
