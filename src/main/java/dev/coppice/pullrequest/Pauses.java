package dev.coppice.pullrequest;

import java.time.Duration;
import java.util.Optional;

/** How long to wait before a forge is called again. */
final class Pauses {

    private static final Duration FIRST_FAILURE = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Duration SHORT_MOST = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int SHARE = 10;
    private static final int MOST_DOUBLINGS = 20;

    private Pauses() {}

    /** Between two looks: a tenth of the request's age; what waits to be merged is looked at more often than what people merge. */
    static Duration betweenLooks(Duration age, boolean isToBeMerged) {
        var share = age.dividedBy(SHARE);
        return isToBeMerged ? between(SHORT, share, SHORT_MOST) : between(LONG, share, LONGEST);
    }

    /** Doubling with each failure in a row, and never shorter than the forge has asked for. */
    static Duration afterFailure(int before, Optional<Duration> asked) {
        var pause = between(FIRST_FAILURE, FIRST_FAILURE.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS)), LONGEST);
        return asked.filter(wanted -> wanted.compareTo(pause) > 0).orElse(pause);
    }

    private static Duration between(Duration least, Duration pause, Duration most) {
        if (pause.compareTo(least) < 0) {
            return least;
        }
        return pause.compareTo(most) > 0 ? most : pause;
    }
}
