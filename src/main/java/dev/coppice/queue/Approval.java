package dev.coppice.queue;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The approval that a task needs before it may begin.
 *
 * @param by the name of who has approved or rejected it
 * @param at when it was asked for, approved or rejected; empty while it is not asked for yet
 * @param comment what that one said with it
 */
public record Approval(State state, Optional<String> by, Optional<Instant> at, Optional<String> comment) {

    /** How far it has come. */
    public enum State {

        /** Not asked for yet, because the task waits for other things as well. */
        REQUIRED,

        /** Asked for: the task waits for nothing else. */
        REQUESTED,

        APPROVED,

        /** The task is cancelled; a retry brings it back, and then it is asked for again. */
        REJECTED;

        /** The product's word for it, as in the database, JSON and logs. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return Arrays.stream(values())
                    .filter(state -> state.word().equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Whether nobody has decided yet. */
    public boolean isOpen() {
        return state == State.REQUIRED || state == State.REQUESTED;
    }
}
