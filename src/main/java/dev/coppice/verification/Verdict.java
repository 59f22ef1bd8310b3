package dev.coppice.verification;

/** What the checks say of the work. */
public sealed interface Verdict {

    /** None of them has anything against it; {@code checks} is how many said so, 0 with no check at all. */
    record Passed(int checks) implements Verdict {}

    /**
     * The first one that did not pass.
     *
     * @param evidence how it ended and the last lines that it printed, for people
     * @param output more of its last lines, for who is to put it right; "" if it printed nothing
     */
    record Failed(Check check, String evidence, String output) implements Verdict {

        public String command() {
            return check.command();
        }
    }

    /** Ended from outside before there was an answer. */
    record Stopped() implements Verdict {}

    /** The machine could not run them. */
    record Unavailable(String reason) implements Verdict {}
}
