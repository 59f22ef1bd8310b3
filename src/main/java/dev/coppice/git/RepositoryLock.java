package dev.coppice.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
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
    public interface Act {
        void run() throws IOException;
    }

    /** Waits for the others, two minutes at most, and does it. Not to be nested. */
    public void during(Act act) throws IOException {
        if (!within(PATIENCE, act)) {
            throw failure("another Coppice has held it for " + PATIENCE.toSeconds() + " s");
        }
    }

    /** Waits for the others so long at most, and does it; false if they took longer. Not to be nested. */
    public boolean within(Duration patience, Act act) throws IOException {
        WITHIN_PROCESS.lock();
        try (var opened = open()) {
            boolean isOurs = isLocked(opened, patience);
            if (isOurs) {
                act.run();
            }
            return isOurs;
        } finally {
            WITHIN_PROCESS.unlock();
        }
    }

    /** An agent can write here: a link would let it choose the file that is opened, a pipe would let it keep us waiting. */
    private FileChannel open() throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw failure(file + " is not a file; remove it");
        }
        return FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS));
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
