package dev.coppice.git;

import dev.coppice.task.CommitId;

/** Files to work on, and the commit that the work is measured against. */
public record Ground(CommitId base, TreeId tree) {}
