package dev.coppice.agent;

import java.util.Optional;

/** What one run of the Claude CLI has told so far; of everything the last word. */
record ClaudeSummary(
        Optional<ClaudeEvent.Began> began,
        Optional<ClaudeEvent.Said> said,
        Optional<ClaudeEvent.RateLimit> limit,
        Optional<ClaudeEvent.Result> result) {

    static final ClaudeSummary NOTHING =
            new ClaudeSummary(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    ClaudeSummary and(ClaudeEvent event) {
        return switch (event) {
            case ClaudeEvent.Began first -> new ClaudeSummary(Optional.of(first), said, limit, result);
            case ClaudeEvent.Said last -> new ClaudeSummary(began, Optional.of(last), limit, result);
            case ClaudeEvent.RateLimit last -> new ClaudeSummary(began, said, Optional.of(last), result);
            case ClaudeEvent.Result last -> new ClaudeSummary(began, said, limit, Optional.of(last));
            case ClaudeEvent.Retrying _, ClaudeEvent.Fallback _, ClaudeEvent.Denied _ -> this;
        };
    }

    /** The last message, if it is a failure that the run did not get over. */
    Optional<ClaudeEvent.Said> failure() {
        return said.filter(ClaudeEvent.Said::isFailure);
    }

    /** Whether the account's limit is reached, as far as was told. */
    boolean isLimitReached() {
        return limit.filter(ClaudeEvent.RateLimit::isRejected).isPresent()
                || failure()
                        .filter(last -> last.error().equals(ClaudeEvents.RATE_LIMIT))
                        .isPresent();
    }
}
