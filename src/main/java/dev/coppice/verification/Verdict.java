package dev.coppice.verification;

/** What the checks say of the work. */
public sealed interface Verdict {

    /** All of them passed; with no check at all, {@code checks} is 0. */
    record Passed(int checks) implements Verdict {}

    /** The first one that did not pass, and what it printed at its end. */
    record Failed(String command, String evidence) implements Verdict {}

    /** Ended from outside before there was an answer. */
    record Stopped() implements Verdict {}

    /** The machine could not run them. */
    record Unavailable(String reason) implements Verdict {}
}
