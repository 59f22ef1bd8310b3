package dev.coppice.worktree;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many worktrees there are, and what room they need. */
@ConfigMapping(prefix = "coppice.worktree")
interface WorktreeConfig {

    /** So many more worktrees of each repository than tasks run at once, made ready in the background; at least 0. */
    @WithDefault("1")
    int spare();

    /** No task is handed out while the disk that holds the worktrees has less free. */
    @WithDefault("1G")
    MemorySize minFree();
}
