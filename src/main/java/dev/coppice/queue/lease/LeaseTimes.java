package dev.coppice.queue.lease;

import java.time.Duration;

/**
 * The configured times of leases.
 *
 * @param lease how long one lasts
 * @param beat the time between two renewals
 * @param reapGrace for how long an ended one is left alone before it is reaped
 * @param hardDeadline after so long without a renewal, the agent is ended
 */
public record LeaseTimes(Duration lease, Duration beat, Duration reapGrace, Duration hardDeadline) {}
