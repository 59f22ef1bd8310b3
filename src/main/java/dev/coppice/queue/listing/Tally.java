package dev.coppice.queue.listing;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How many of an execution's tasks are in which state, and what they cost.
 *
 * @param completed with what was done already in the plan; {@code skipped} is without it
 * @param costUsd of all attempts, as far as agents tell; empty if none has
 * @param isEstimate whether some of it was worked out from tokens
 */
public record Tally(
        int total,
        int completed,
        int executing,
        int failed,
        int skipped,
        int cancelled,
        Optional<BigDecimal> costUsd,
        boolean isEstimate) {}
