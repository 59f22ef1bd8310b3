package dev.coppice.worktree;

import dev.coppice.database.OwnFolder;
import dev.coppice.git.GitRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;

/** Makes the pools of this data folder, of the size that is configured. */
@ApplicationScoped
public class WorktreePools {

    private final OwnFolder own;
    private final WorktreeConfig config;
    private final FreeSpace space;

    WorktreePools(OwnFolder own, WorktreeConfig config, FreeSpace space) {
        this.own = own;
        this.config = config;
        this.space = space;
    }

    /** The pool of the repository that its users know by this path, for so many tasks at once; to be made once. */
    public WorktreePool make(GitRepository repository, Path path, int slots) {
        var folder = own.worktrees().resolve(RepositoryFolder.name(path));
        return new WorktreePool(repository, folder, new PoolSize(slots, Math.max(0, config.spare()), space::suffices));
    }
}
