package dev.coppice.agent.claude;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one run of the Claude CLI has told so far; of everything the last word.
 *
 * @param hasAnswered whether a model has said anything at all
 */
record ClaudeSummary(
        Optional<ClaudeEvent.Began> began,
        Optional<ClaudeEvent.Said> said,
        Optional<ClaudeEvent.RateLimit> limit,
        Optional<ClaudeEvent.Result> result,
        boolean hasAnswered) {

    /** What is later than this is no time; neither is one from before there was anything to limit. */
    private static final long LAST_SECOND =
            Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

    private static final Pattern IN_PROSE = Pattern.compile("limit reached\\|(\\d{1,12})(?!\\d)");

    static final ClaudeSummary NOTHING =
            new ClaudeSummary(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    ClaudeSummary and(ClaudeEvent event) {
        return switch (event) {
            case ClaudeEvent.Began first -> new ClaudeSummary(Optional.of(first), said, limit, result, hasAnswered);
            case ClaudeEvent.Said last ->
                new ClaudeSummary(began, Optional.of(last), limit, result, hasAnswered || !last.isFailure());
            case ClaudeEvent.RateLimit last -> new ClaudeSummary(began, said, Optional.of(last), result, hasAnswered);
            case ClaudeEvent.Result last -> new ClaudeSummary(began, said, limit, Optional.of(last), hasAnswered);
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

    /** When the account's limit is lifted, as far as that was told and is a time at all. */
    Optional<Instant> resetsAt() {
        return limit.filter(ClaudeEvent.RateLimit::isRejected)
                .map(ClaudeEvent.RateLimit::resetsAtSecond)
                .or(this::toldInProse)
                .filter(second -> second > 0 && second < LAST_SECOND)
                .map(Instant::ofEpochSecond);
    }

    /** As earlier versions of the CLI did. */
    private Optional<Long> toldInProse() {
        return failure()
                .map(last -> IN_PROSE.matcher(last.text()))
                .filter(Matcher::find)
                .map(found -> Long.valueOf(found.group(1)));
    }
}
