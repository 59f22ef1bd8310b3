package dev.coppice.queue.publication;

import java.util.Locale;

/** What became of taking a base branch forward to a completed result; the detail says more, for people. */
public record Published(Outcome outcome, String detail) {

    public enum Outcome {
        /** The base branch holds the result. */
        MERGED,
        /** It could not be taken forward without hurting somebody; nothing was changed. */
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
