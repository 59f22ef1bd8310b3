package dev.coppice.queue;

import java.time.Instant;
import java.util.Optional;
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

    /**
     * The account of the task's agent cannot work now: the task goes back with nothing counted, and all tasks of that agent wait.
     *
     * @param isOverload whether the provider is busy or broken, so that a short wait may do
     * @param resetsAt when the provider says that it can work again
     * @param fallback the agent that is to do its tasks meanwhile
     */
    record AgentPaused(
            String reason, String message, boolean isOverload, Optional<Instant> resetsAt, Optional<String> fallback)
            implements AttemptEnd {}

    /** Stopped because a person asked. */
    record Cancelled() implements AttemptEnd {}

    /** Given back, for example because this worker stops; touches no count. */
    record Released(String reason, @Nullable String message) implements AttemptEnd {

        public Released(String reason) {
            this(reason, null);
        }
    }
}
