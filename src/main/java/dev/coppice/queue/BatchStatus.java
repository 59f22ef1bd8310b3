package dev.coppice.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A batch at one moment.
 *
 * @param state one of queued, executing, completed, failed, cancelled
 * @param needs the positions of the batches that must be completed before
 */
public record BatchStatus(
        int position,
        String number,
        String title,
        String phase,
        List<Integer> needs,
        String state,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt) {}
