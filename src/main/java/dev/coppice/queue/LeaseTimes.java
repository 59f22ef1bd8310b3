package dev.coppice.queue;

import java.time.Duration;

/** The configured length of a lease, the time between renewals, and the time an ended lease is left alone before it is reaped. */
public record LeaseTimes(Duration lease, Duration beat, Duration reapGrace) {}
