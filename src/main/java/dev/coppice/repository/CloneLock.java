package dev.coppice.repository;

import dev.coppice.files.LockFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Lets one process at a time fetch into a clone, by the operating system's lock on a file beside it, which ends with its process. Within this
 * process {@link FetchTurns} sees to that. The file stays, and stays empty.
 */
record CloneLock(Path place) {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    /** Waits for the others so long at most, and does it; empty if they took longer, or this thread was interrupted. */
    <T> Optional<T> within(Duration patience, Supplier<T> act) throws IOException {
        try (var channel = open()) {
            return isLocked(channel, patience) ? Optional.of(act.get()) : Optional.empty();
        }
    }

    private FileChannel open() throws IOException {
        var file = place.resolveSibling(place.getFileName() + ".lock");
        return LockFile.open(file).orElseThrow(() -> new IOException(file + " is not a file; remove it"));
    }

    private static boolean isLocked(FileChannel channel, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!tryLock(channel)) {
            if (Thread.currentThread().isInterrupted() || System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        return true;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
