package dev.coppice.queue.publication;

import java.util.Locale;

/**
 * How far the push of an execution's result has come.
 *
 * @param detail for people: what was done, why it was not, or why it could not be done yet; empty if nothing was tried so far
 */
public record PushStanding(PushTarget target, Outcome outcome, String detail) {

    public enum Outcome {
        /** Not done yet: the execution is not completed, or the remote could not be reached. */
        PENDING,
        /** The branch over there holds the result. */
        PUSHED,
        /** It could not be done without hurting somebody, or was refused; nothing was changed, and it is not tried again. */
        LEFT;

        /** The product's word for it, as in the database and JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Outcome of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
