package dev.coppice.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Where Coppice keeps what it must not forget. One process owns it, by a lock that ends with the process. */
public final class DataFolder implements AutoCloseable {

    private final Path root;
    private final UUID id;
    private final FolderLock lock;

    private DataFolder(Path root, UUID id, FolderLock lock) {
        this.root = root;
        this.id = id;
        this.lock = lock;
    }

    /** Makes the folder if it is missing; the command is what another process is told about its owner. */
    public static Opening open(Path home, String command) {
        try {
            Path root = PrivateFiles.folder(home.toAbsolutePath()).toRealPath();
            return switch (FolderLock.take(root, command)) {
                case FolderLock.Attempt.Taken(var lock) -> opened(root, lock);
                case FolderLock.Attempt.HeldBy(var pid, var owner) -> new Opening.Owned(pid, owner);
            };
        } catch (AccessDeniedException e) {
            return new Opening.Unusable("no permission to read and write " + e.getFile() + "; set COPPICE_HOME");
        } catch (IOException e) {
            return new Opening.Unusable("cannot use the data folder " + home + " (" + e + "); set COPPICE_HOME");
        }
    }

    /** Who has the folder now, without taking it from anybody and without making it; empty if nobody has. */
    public static Optional<Opening.Owned> owner(Path home) throws IOException {
        return Files.isDirectory(home)
                ? FolderLock.holder(home.toRealPath()).map(held -> new Opening.Owned(held.pid(), held.command()))
                : Optional.empty();
    }

    /** Stays the same for the folder's whole life, so what was written under it can be told from what others wrote. */
    public UUID id() {
        return id;
    }

    public Path root() {
        return root;
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path repositories() {
        return root.resolve("repositories");
    }

    public Path worktrees() {
        return root.resolve("worktrees");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give up the data folder " + root, e);
        }
    }

    private static Opening opened(Path root, FolderLock lock) throws IOException {
        try {
            var folder = new DataFolder(root, readOrWriteId(root.resolve("id")), lock);
            for (Path part : new Path[] {folder.postgres(), folder.repositories(), folder.worktrees(), folder.logs()}) {
                PrivateFiles.folder(part);
            }
            return new Opening.Opened(folder);
        } catch (IOException e) {
            lock.close();
            throw e;
        } catch (IllegalArgumentException e) {
            lock.close();
            return new Opening.Unusable(root.resolve("id") + " does not hold a folder id: " + e.getMessage());
        }
    }

    private static UUID readOrWriteId(Path file) throws IOException {
        if (!Files.exists(file)) {
            PrivateFiles.write(file, UUID.randomUUID() + "\n");
        }
        return UUID.fromString(Files.readString(file).strip());
    }
}
