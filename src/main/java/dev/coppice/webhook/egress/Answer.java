package dev.coppice.webhook.egress;

import java.time.Duration;
import java.util.Optional;

/** What came of a request. */
public sealed interface Answer {

    /**
     * Somebody has answered; of the answer nothing else is kept.
     *
     * @param retryAfter how long not to ask again, as far as the answer says so
     */
    record Answered(int status, Optional<Duration> retryAfter) implements Answer {}

    /** Nobody has, or nobody may be asked. */
    record Unanswered(String why) implements Answer {}
}
