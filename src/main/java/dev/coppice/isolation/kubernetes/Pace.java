package dev.coppice.isolation.kubernetes;

import java.time.Duration;

/**
 * How often a cluster is asked. By single questions and not by a watch, which would have to be kept, renewed and made up for: they are few,
 * since the end of the log tells of that of the command.
 *
 * @param between two looks at a pod that is to begin or to end soon
 * @param working between two looks at one whose command runs
 * @param patience how long the cluster may not answer before a command is given up
 */
record Pace(Duration between, Duration working, Duration patience) {

    static final Pace USUAL = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(2));
}
