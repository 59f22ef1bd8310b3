package dev.coppice.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** For how long something is kept, as seen at one moment. */
record Retention(Duration time, Instant now) {

    /** Whether what ended then need not be kept any more. */
    boolean isOver(Instant ended) {
        return !ended.plus(time).isAfter(now);
    }

    /** The day on which it is over for what ended then. */
    String until(Instant ended) {
        return ended.plus(time).atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** Such as {@code more than 30 days ago}. */
    String ago() {
        return time.compareTo(ChronoUnit.DAYS.getDuration()) >= 0
                ? "more than " + time.toDays() + " days ago"
                : "more than " + time.toSeconds() + " s ago";
    }
}
