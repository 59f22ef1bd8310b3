package dev.coppice.git;

/** One line of a ref transaction: the ref moves to {@code to} if it is at {@code from}; {@link #ABSENT} means that it does not exist. */
public record RefChange(RefName ref, String from, String to) {

    public static final String ABSENT = "";
}
