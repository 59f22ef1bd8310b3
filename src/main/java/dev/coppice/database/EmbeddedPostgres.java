package dev.coppice.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/** A PostgreSQL of our own: a child of this process that never outlives it for long. */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final int TRIES = 5;

    private final Postmaster postmaster;
    private final DatabaseAddress address;
    private final FolderLock lock;

    private EmbeddedPostgres(Postmaster postmaster, Cluster cluster, FolderLock lock) {
        this.postmaster = postmaster;
        this.lock = lock;
        this.address = new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + postmaster.port() + "/postgres", Cluster.USER, cluster.password());
    }

    /** Starts the durable server of a data folder, making it first if there is none. */
    public static EmbeddedPostgres start(DataFolder folder) {
        return start(folder.postgres(), folder.id(), Durability.DURABLE);
    }

    /** Starts the server kept in the directory, making it first if there is none. */
    public static EmbeddedPostgres start(Path directory, Durability durability) {
        byte[] name = directory.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        return start(directory, UUID.nameUUIDFromBytes(name), durability);
    }

    private static EmbeddedPostgres start(Path directory, UUID id, Durability durability) {
        try {
            Path real = PrivateFiles.folder(directory).toRealPath();
            return switch (FolderLock.take(real, "embedded PostgreSQL")) {
                case FolderLock.Attempt.Taken(var lock) -> startLocked(real, id, durability, lock);
                case FolderLock.Attempt.HeldBy(var pid, var _) ->
                    throw new DatabaseFailure("the database in " + real + " is in use by process " + pid);
            };
        } catch (IOException e) {
            throw new DatabaseFailure("cannot start PostgreSQL in " + directory, e);
        }
    }

    private static EmbeddedPostgres startLocked(Path directory, UUID id, Durability durability, FolderLock lock)
            throws IOException {
        boolean started = false;
        try {
            var place = ServerPlace.choose(directory, id);
            Orphan.stop(place.data());
            Path binaries = ServerBinaries.unpack(place.programs(), place.account());
            var cluster = Cluster.prepare(directory, place, binaries, durability);
            var postmaster = launch(cluster, durability, directory);
            started = true;
            return new EmbeddedPostgres(postmaster, cluster, lock);
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    private static Postmaster launch(Cluster cluster, Durability durability, Path directory) throws IOException {
        for (int attempt = 1; ; attempt++) {
            var log = ServerLog.open(directory);
            var postmaster = Postmaster.launch(cluster, durability, log.file());
            boolean ready = false;
            try {
                ready = postmaster.becomesReady();
            } finally {
                if (!ready) {
                    postmaster.stop();
                }
            }
            if (ready) {
                return postmaster;
            }
            if (attempt == TRIES || !log.tellsOfSomethingPassing()) {
                throw new DatabaseFailure("PostgreSQL did not start in " + cluster + "; the end of " + log.file()
                        + ":\n" + log.lastLines());
            }
        }
    }

    public DatabaseAddress address() {
        return address;
    }

    /** Whether the server is still there; it may be killed behind our back. */
    public boolean isRunning() {
        return postmaster.isRunning();
    }

    /** A fast shutdown: open transactions are rolled back, all else is kept. Safe to repeat. */
    @Override
    public void close() {
        try {
            postmaster.stop();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop PostgreSQL", e);
        }
    }
}
