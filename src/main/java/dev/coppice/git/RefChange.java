package dev.coppice.git;

/**
 * One line of a ref transaction: the ref moves to {@code to} if it is at {@code from}. {@link #ABSENT} as {@code from} means that it
 * does not exist yet, as {@code to} that it is deleted.
 */
public record RefChange(RefName ref, String from, String to) {

    public static final String ABSENT = "";
}
