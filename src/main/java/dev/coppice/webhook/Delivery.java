package dev.coppice.webhook;

import dev.coppice.event.Position;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A message to one webhook, and how far it has come.
 *
 * @param id grows with time; also the cursor
 * @param messageId what its receiver knows it by, however often it comes
 * @param event its place in the log; empty if it is a test
 * @param state a word: whether it is still to be taken, was taken, or was given up
 * @param lastError of the last try that failed, for people
 * @param nextAt when it is tried, while it is pending
 */
public record Delivery(
        long id,
        String messageId,
        Optional<Position> event,
        String type,
        Optional<String> execution,
        String state,
        int tries,
        OptionalInt lastStatus,
        Optional<String> lastError,
        Instant createdAt,
        Optional<Instant> triedAt,
        Optional<Instant> nextAt,
        Optional<Instant> deliveredAt) {}
