package dev.coppice.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * An exclusive lock on a folder that the operating system ends with its process, and a note that names the holder.
 *
 * <p>The note is a file of its own, and a folder locked by this process is never opened again: closing <em>any</em> handle of a
 * locked file releases a POSIX lock of the whole process.
 */
final class FolderLock implements AutoCloseable {

    /** What an attempt to take the lock came to. */
    sealed interface Attempt {
        record Taken(FolderLock lock) implements Attempt {}

        record HeldBy(long pid, String command) implements Attempt {}
    }

    private static final Set<Path> HELD_HERE = new HashSet<>();
    private static final Duration NOTE_ARRIVES_WITHIN = Duration.ofSeconds(1);

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** The folder must be a real path, so that two names of one folder are one lock. */
    static Attempt take(Path folder, String command) throws IOException {
        long deadline = System.nanoTime() + NOTE_ARRIVES_WITHIN.toNanos();
        while (true) {
            var lock = tryTake(folder);
            if (lock.isPresent()) {
                lock.get().writeNote(command);
                return new Attempt.Taken(lock.get());
            }
            var holder = readNote(folder);
            // A note of a dead process is its predecessor's: the holder has yet to write its own.
            if (isAlive(holder.pid()) || System.nanoTime() > deadline) {
                return holder;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /**
     * Who holds the lock. To find out, a shared lock is held for a moment; whoever takes the lock in that moment tries again, as
     * {@link #take} does for a second.
     */
    static Optional<Attempt.HeldBy> holder(Path folder) throws IOException {
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(folder)) {
                return Optional.of(readNote(folder));
            }
            try (var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.READ);
                    var lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
                return lock == null ? Optional.of(readNote(folder)) : Optional.empty();
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD_HERE) {
            Files.deleteIfExists(note(folder));
            channel.close();
            HELD_HERE.remove(folder);
        }
    }

    private static Optional<FolderLock> tryTake(Path folder) throws IOException {
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(folder)) {
                return Optional.empty();
            }
            var channel = open(folder.resolve("lock"));
            if (lock(channel).isEmpty()) {
                channel.close();
                return Optional.empty();
            }
            HELD_HERE.add(folder);
            return Optional.of(new FolderLock(folder, channel));
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PrivateFiles.OWNER_ONLY_FILE);
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    private void writeNote(String command) throws IOException {
        String text = ProcessHandle.current().pid() + "\n" + command.replace('\n', ' ') + "\n" + Instant.now() + "\n";
        try {
            PrivateFiles.write(note(folder), text);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static Attempt.HeldBy readNote(Path folder) throws IOException {
        try {
            List<String> lines = Files.readAllLines(note(folder));
            return new Attempt.HeldBy(Long.parseLong(lines.get(0)), lines.get(1));
        } catch (NoSuchFileException | NumberFormatException | IndexOutOfBoundsException e) {
            return new Attempt.HeldBy(0, "unknown");
        }
    }

    private static boolean isAlive(long pid) {
        return LiveProcess.find(pid).isPresent();
    }

    private static Path note(Path folder) {
        return folder.resolve("owner");
    }
}
