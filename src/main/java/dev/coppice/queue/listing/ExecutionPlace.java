package dev.coppice.queue.listing;

import dev.coppice.task.ExecutionId;
import java.time.Instant;

/** A place between two executions of a list: right after this one, which need not be there any more. */
public record ExecutionPlace(Instant at, ExecutionId id) {}
