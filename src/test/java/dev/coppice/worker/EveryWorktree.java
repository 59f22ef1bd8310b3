package dev.coppice.worker;

import dev.coppice.task.CommitId;
import dev.coppice.worktree.WorktreeLease;
import java.nio.file.Path;
import java.util.ArrayList;

/** Takes over every worktree that this data folder's pool has for a repository, and brings each to one commit. */
public final class EveryWorktree {

    private final Workshops workshops;

    EveryWorktree(Workshops workshops) {
        this.workshops = workshops;
    }

    /** All at once, so that none is lent twice. */
    public void lendAll(Path repository, int slots) throws InterruptedException {
        var workshop = workshops.of(repository);
        CommitId base = workshop.repository().resolve("HEAD").orElseThrow();
        var lent = new ArrayList<WorktreeLease>();
        try {
            for (int i = 0; i < slots; i++) {
                lent.add(workshop.worktrees().lease(base));
            }
        } finally {
            lent.forEach(WorktreeLease::close);
        }
    }
}
