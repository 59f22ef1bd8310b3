package dev.coppice.task;

import java.util.UUID;

/** Identifies one data folder, and so the host's disk that its worktrees lie on; kept across restarts. */
public record HomeId(UUID value) {}
