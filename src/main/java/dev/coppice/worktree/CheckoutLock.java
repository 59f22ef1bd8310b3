package dev.coppice.worktree;

import dev.coppice.files.LockFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Coppices with other data folders out of a checkout: a lock of the operating system on a file in its git directory, which ends with
 * the process, and a note in it that says whose journal tells how the checkout stands, which does not.
 *
 * <p>Used under the checkout's turn. The file stays, empty: deleting it would let two processes lock two files of one name.
 */
final class CheckoutLock {

    private static final int LONGEST_NOTE = 8192;

    private final Path file;
    private final Path journal;
    private @Nullable FileChannel channel;

    /** The journal is ours, to be named in the note. */
    CheckoutLock(Path gitDirectory, Path journal) {
        this.file = gitDirectory.resolve("coppice.lock");
        this.journal = journal;
    }

    /** Takes the lock, or finds it taken by us; otherwise tells who has it. */
    Optional<String> take() throws IOException {
        if (channel != null) {
            return Optional.empty();
        }
        var opened = LockFile.open(file).orElse(null);
        if (opened == null) {
            return Optional.of(file + " is not a file; remove it");
        }
        var holder = lock(opened) ? strangerWithJournal(opened) : Optional.of(note(opened));
        if (holder.isPresent()) {
            opened.close();
            return Optional.of("another Coppice works in this checkout, its journal is " + holder.get());
        }
        write(opened, journal.toString());
        channel = opened;
        return Optional.empty();
    }

    private static boolean lock(FileChannel opened) throws IOException {
        try {
            return opened.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** A note that was not taken back means a death; the journal knows what to do, and only its own data folder can read it. */
    private Optional<String> strangerWithJournal(FileChannel opened) throws IOException {
        String note = note(opened);
        return note.isEmpty() || note.equals(journal.toString()) || !exists(note)
                ? Optional.empty()
                : Optional.of(note);
    }

    private static boolean exists(String note) {
        try {
            return Files.exists(Path.of(note));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String note(FileChannel opened) throws IOException {
        var content = ByteBuffer.allocate(LONGEST_NOTE);
        int length = opened.read(content, 0);
        return length <= 0 ? "" : new String(content.array(), 0, length, StandardCharsets.UTF_8).strip();
    }

    private static void write(FileChannel opened, String note) throws IOException {
        opened.truncate(0);
        opened.write(ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8)), 0);
        opened.force(true);
    }

    /** Gives the lock up, with nothing left to tell anybody. */
    void release() throws IOException {
        if (channel != null) {
            write(channel, "");
            close();
        }
    }

    /** Gives the lock up with the note left behind, as death would. */
    void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
