package dev.coppice.report;

import java.time.Duration;

/**
 * One line of a report.
 *
 * @param time zero where it took none, or nobody knows
 * @param output what was printed last; "" if nothing
 */
record Case(String name, Duration time, Verdict verdict, String output) {

    /** Of something that took no time and printed nothing. */
    Case(String name, Verdict verdict) {
        this(name, Duration.ZERO, verdict, "");
    }
}
