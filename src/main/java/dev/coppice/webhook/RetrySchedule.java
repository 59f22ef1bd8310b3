package dev.coppice.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a message is tried again that was not taken: as Standard Webhooks proposes, over about three days. */
final class RetrySchedule {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** A receiver can ask for patience, but not for so much that nobody would look for the message any more. */
    private static final Duration LONGEST_WISH = Duration.ofHours(24);

    /** Pauses are so much longer at most, so that what failed together does not come back together. */
    private static final double SCATTER = 0.2;

    /** How long it takes until a message is given up. */
    static final Duration ALL =
            PAUSES.stream().reduce(Duration.ZERO, Duration::plus).plusHours(1);

    private RetrySchedule() {}

    /**
     * The pause after so many tries; empty if that was the last one.
     *
     * @param wish for how long the receiver wants to be left alone
     * @param random from 0 to 1
     */
    static Optional<Duration> after(int tries, Optional<Duration> wish, double random) {
        if (tries > PAUSES.size()) {
            return Optional.empty();
        }
        var pause = PAUSES.get(Math.max(0, tries - 1));
        var scattered = pause.plusMillis((long) (pause.toMillis() * SCATTER * random));
        return Optional.of(wish.map(time -> time.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : time)
                .filter(time -> time.compareTo(scattered) > 0)
                .orElse(scattered));
    }
}
