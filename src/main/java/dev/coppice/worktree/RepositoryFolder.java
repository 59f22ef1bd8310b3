package dev.coppice.worktree;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/** Names of folders that belong to one repository each. */
public final class RepositoryFolder {

    private RepositoryFolder() {}

    /** Readable and unique: two repositories of the same name do not share a folder. */
    public static String name(Path repository) {
        return name(repository, repository);
    }

    /** The first path gives the words, the second tells it from others. */
    static String name(Path shown, Path unique) {
        var id = UUID.nameUUIDFromBytes(unique.toString().getBytes(StandardCharsets.UTF_8));
        return String.valueOf(shown.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_") + "-"
                + id.toString().substring(0, 8);
    }
}
