package dev.coppice.torture;

import java.time.Duration;

/**
 * How long and how hard one run is; each may be given by a system property.
 *
 * @param tasks at least so many are submitted
 * @param faults every kind of fault happens at least so often
 * @param gap between two faults on average, at least
 * @param cap after it the test fails, whatever is still missing
 * @param seed of all that is drawn by chance; what races decide, it cannot repeat
 */
record Settings(int tasks, int faults, int workers, Duration gap, Duration cap, long seed) {

    private static final String PREFIX = "coppice.torture.";

    static Settings given() {
        return new Settings(
                Integer.parseInt(given("tasks", "120")),
                Integer.parseInt(given("faults", "2")),
                Integer.parseInt(given("workers", "4")),
                Duration.ofMillis(Long.parseLong(given("gap", "400"))),
                Duration.ofMinutes(Long.parseLong(given("minutes", "8"))),
                Long.parseLong(given("seed", Long.toString(System.nanoTime() % 1_000_000))));
    }

    /** Faults are spread over the tasks, so that they can never stop all progress; what is missing in the end comes then. */
    boolean isFaultDue(Faults injected, int ended) {
        long wanted = (long) faults * Fault.values().length;
        return ended >= tasks ? injected.fewest() < faults : injected.begun() <= wanted * ended / tasks;
    }

    /** A property that the build hands on without a value counts as not given. */
    private static String given(String name, String otherwise) {
        String value = System.getProperty(PREFIX + name, "");
        return value.isBlank() ? otherwise : value;
    }
}
