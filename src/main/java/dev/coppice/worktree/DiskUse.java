package dev.coppice.worktree;

import java.time.Instant;

/**
 * What a worktree takes of the disk, as it was measured.
 *
 * @param bytes of its files and folders, each rounded up to whole blocks
 * @param isComplete false if measuring took too long: then it is more than this
 */
public record DiskUse(long bytes, long files, Instant measuredAt, boolean isComplete) {}
