package dev.coppice.forge.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** For how long a forge wants to be left in peace, in the words of GitHub and GitLab. */
record RateLimit(Reply reply) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
    private static final Duration LONGEST = Duration.ofDays(1);

    /** GitHub asks for at least that much where it gives no time. */
    private static final Duration USUAL = Duration.ofMinutes(1);

    /** Empty unless it is a limit that stands in the way. */
    Optional<Duration> pause(Instant now) {
        boolean isLimit = reply.status() == 429 || (reply.status() == 403 && (isSaid() || isUsedUp()));
        return isLimit
                ? Optional.of(bounded(retryAfter(now).or(() -> reset(now)).orElse(USUAL)))
                : Optional.empty();
    }

    private boolean isSaid() {
        return reply.header("Retry-After").isPresent()
                || new String(reply.body(), StandardCharsets.UTF_8).contains("secondary rate limit");
    }

    private boolean isUsedUp() {
        return reply.header("X-RateLimit-Remaining").or(() -> reply.header("RateLimit-Remaining")).stream()
                .anyMatch("0"::equals);
    }

    private Optional<Duration> retryAfter(Instant now) {
        return reply.header("Retry-After").flatMap(text -> seconds(text).or(() -> until(text, now)));
    }

    private static Optional<Duration> seconds(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : Optional.empty();
    }

    private static Optional<Duration> until(String date, Instant now) {
        try {
            return Optional.of(Duration.between(
                    now,
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Duration> reset(Instant now) {
        return reply.header("X-RateLimit-Reset")
                .or(() -> reply.header("RateLimit-Reset"))
                .flatMap(RateLimit::seconds)
                .map(moment -> moment.minusSeconds(now.getEpochSecond()));
    }

    private static Duration bounded(Duration pause) {
        if (pause.compareTo(Duration.ofSeconds(1)) < 0) {
            return Duration.ofSeconds(1);
        }
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
