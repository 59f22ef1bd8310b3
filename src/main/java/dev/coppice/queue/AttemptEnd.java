package dev.coppice.queue;

import org.jspecify.annotations.Nullable;

/** How an attempt ended that has nothing to land. The reason is a word for programs, the message a text for people. */
public sealed interface AttemptEnd {

    /** Verified, and there is nothing to land. */
    record CompletedUnchanged() implements AttemptEnd {}

    /** The work was not good enough: counts as the task's own failure. */
    record Failed(String reason, String message, boolean retryable) implements AttemptEnd {}

    /** The agent took too long: counts as the task's own failure. */
    record TimedOut(String message) implements AttemptEnd {}

    /** The machine, not the work: full disk, missing program, rate limit. */
    record Infrastructure(String reason, String message) implements AttemptEnd {}

    /** Stopped because a person asked. */
    record Cancelled() implements AttemptEnd {}

    /** Given back, for example because this worker stops; touches no count. */
    record Released(String reason, @Nullable String message) implements AttemptEnd {

        public Released(String reason) {
            this(reason, null);
        }
    }
}
