package dev.coppice.queue;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One line about an execution, for lists and for finding the one to resume.
 *
 * @param startedBy the name of who started it; empty if that was never written down
 */
public record ExecutionSummary(
        ExecutionId id,
        ExecutionState state,
        Path repository,
        ExecutionMode mode,
        String planName,
        String planHash,
        Instant createdAt,
        Optional<Instant> finishedAt,
        Optional<String> startedBy) {}
