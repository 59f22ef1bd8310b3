package dev.coppice.queue;

import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A task that is now this worker's to do.
 *
 * @param agent who does it, by the name that people know
 * @param waited since it could have been claimed
 */
public record Claim(Lease lease, TaskNumber number, String agent, Path repository, Duration waited) {}
