package dev.coppice.worker;

import dev.coppice.task.Phase;
import java.time.Duration;
import java.time.Instant;

/** What an attempt was at for a time. A phase comes again with each repair round. */
public record PastPhase(Phase phase, Instant began, Duration took) {}
