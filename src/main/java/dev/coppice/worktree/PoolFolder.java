package dev.coppice.worktree;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/** Where the pool of a repository lies. */
public final class PoolFolder {

    private PoolFolder() {}

    /** Readable and unique: two repositories of the same name do not share a pool. */
    public static Path of(Path worktrees, Path repository) {
        var id = UUID.nameUUIDFromBytes(repository.toString().getBytes(StandardCharsets.UTF_8));
        var name = repository.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
        return worktrees.resolve(name + "-" + id.toString().substring(0, 8));
    }
}
