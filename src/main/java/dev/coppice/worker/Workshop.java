package dev.coppice.worker;

import dev.coppice.git.GitRepository;
import dev.coppice.integration.Integrator;
import dev.coppice.integration.Publisher;
import dev.coppice.isolation.Sandboxes;
import dev.coppice.process.Limits;
import dev.coppice.worktree.FreeSpace;
import dev.coppice.worktree.LocalCheckout;
import dev.coppice.worktree.WorktreePool;

/** What one repository needs for work to be done in it, and what makes the walls that the work runs behind. */
record Workshop(
        GitRepository repository,
        WorktreePool worktrees,
        LocalCheckout checkout,
        Integrator integrator,
        Publisher publisher,
        Sandboxes sandboxes,
        Limits limits,
        FreeSpace space) {}
