package dev.coppice.worktree;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A worktree that lies in the data folder, lent or not.
 *
 * @param repository empty if this process has made no pool for it
 * @param diskUse empty until it has been measured
 */
public record PresentWorktree(Optional<Path> repository, Path directory, Optional<DiskUse> diskUse) {}
