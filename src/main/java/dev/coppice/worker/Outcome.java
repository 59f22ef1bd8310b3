package dev.coppice.worker;

import dev.coppice.agent.AgentResult;
import dev.coppice.queue.AttemptEnd;
import java.time.Instant;
import java.util.Optional;

/** How one attempt ended, as the worker sees it. */
sealed interface Outcome {

    /** The queue knows already: a landing completed the task, or the lease is lost and nothing may be written. */
    record Settled() implements Outcome {}

    /** The queue is yet to be told. */
    record Ended(AttemptEnd end) implements Outcome {}

    static Outcome settled() {
        return new Settled();
    }

    static Outcome unchanged() {
        return new Ended(new AttemptEnd.CompletedUnchanged());
    }

    /** The task's own failure: counted as such, and retried only if the task may be. */
    static Outcome failed(String reason, String message) {
        return new Ended(new AttemptEnd.Failed(reason, message, true));
    }

    /** A failure that another attempt would only repeat. */
    static Outcome blocked(String reason, String message) {
        return new Ended(new AttemptEnd.Failed(reason, message, false));
    }

    static Outcome timedOut(String message) {
        return new Ended(new AttemptEnd.TimedOut(message));
    }

    /** A fault of the machine; costs the task none of its retries. */
    static Outcome infrastructure(String message) {
        return infrastructure("infrastructure", message);
    }

    /** The same, with a word of its own for programs. */
    static Outcome infrastructure(String reason, String message) {
        return new Ended(new AttemptEnd.Infrastructure(reason, message));
    }

    static Outcome released(String reason) {
        return new Ended(new AttemptEnd.Released(reason));
    }

    /** Given back because something has to be put right first, as the message says. */
    static Outcome released(String reason, String message) {
        return new Ended(new AttemptEnd.Released(reason, message));
    }

    /** The account of the task's agent cannot work now; whose fault that is, it is not the task's. */
    static Outcome agentPaused(AgentResult.Unavailable lack, Optional<Instant> resetsAt, Optional<String> fallback) {
        return new Ended(new AttemptEnd.AgentPaused(
                lack.word(),
                lack.reason(),
                lack.isOverload(),
                lack.isOverload() ? Optional.empty() : resetsAt,
                fallback));
    }

    static Outcome cancelled() {
        return new Ended(new AttemptEnd.Cancelled());
    }
}
