package dev.coppice.git;

import dev.coppice.files.LockFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one Coppice at a time do what git does not make safe by itself in a repository: within this process by a lock, among processes, of
 * whatever data folder, by the operating system's lock on a file in its common directory, which ends with its process.
 *
 * <p>The file stays, and stays empty: deleting it would let two processes lock two files of one name.
 */
public final class RepositoryLock {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);

    /** One for all repositories: a process that opens a locked file twice loses the lock when it closes either. */
    private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock(true);

    private final Path file;

    private RepositoryLock(Path file) {
        this.file = file;
    }

    /** The lock of the repository that has this common directory. */
    public static RepositoryLock of(Path commonDirectory) {
        return new RepositoryLock(commonDirectory.resolve("coppice-turn.lock"));
    }

    /** What is to be done while nobody else does the like. */
    @FunctionalInterface
    public interface Act<T> {
        T run() throws IOException;
    }

    /** The same, with nothing to say afterwards. */
    @FunctionalInterface
    public interface Deed {
        void run() throws IOException;
    }

    /** Waits for the others, two minutes at most, and does it. Not to be nested. */
    public void during(Deed deed) throws IOException {
        var done = within(PATIENCE, () -> {
            deed.run();
            return true;
        });
        if (done.isEmpty()) {
            throw failure("another Coppice has held it for " + PATIENCE.toSeconds() + " s");
        }
    }

    /** Waits for the others so long at most, and does it; empty if they took longer. Not to be nested. */
    public <T> Optional<T> within(Duration patience, Act<T> act) throws IOException {
        WITHIN_PROCESS.lock();
        try (var opened = open()) {
            return isLocked(opened, patience) ? Optional.of(act.run()) : Optional.empty();
        } finally {
            WITHIN_PROCESS.unlock();
        }
    }

    private FileChannel open() throws IOException {
        return LockFile.open(file).orElseThrow(() -> failure(file + " is not a file; remove it"));
    }

    /** The lock ends with the channel. */
    private boolean isLocked(FileChannel opened, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (opened.tryLock() == null) {
            if (Thread.currentThread().isInterrupted()) {
                throw new GitFailure(GitFailure.Kind.INTERRUPTED, "waiting for " + file, "interrupted");
            }
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        return true;
    }

    private GitFailure failure(String reason) {
        return new GitFailure(GitFailure.Kind.LOCKED, "locking " + file, reason);
    }
}
