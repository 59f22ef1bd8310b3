package dev.coppice.process;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * A file that keeps what processes print, up to a limit: a part of the beginning and a part of the end.
 *
 * <p>Every write goes to the file at once, so a follower sees it and a kill of this JVM loses nothing. When the limit is reached
 * the middle is left out and the file replaced, complete, by a shorter one; a follower notices that it has shrunk.
 */
public final class LogFile implements Output, AutoCloseable {

    /** Enough for a day of an agent's talk, and small enough for a browser. */
    public static final long LIMIT = 10 << 20;

    private final Path path;
    private final long limit;
    private FileOutputStream file;
    private long size;
    private long markLength;
    private long leftOut;

    private LogFile(Path path, long limit) throws IOException {
        this.path = path;
        this.limit = limit;
        this.file = append(path);
        this.size = Files.size(path);
    }

    /** Opens the file, or goes on at its end; its folder is made if need be. */
    public static LogFile open(Path path) throws IOException {
        return open(path, LIMIT);
    }

    /** The same with a limit of its own, in bytes. */
    public static LogFile open(Path path, long limit) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        return new LogFile(path, limit);
    }

    /** Where what a program told for machines is kept beside what people read; the same retention deletes both. */
    public static Path events(Path log) {
        return log.resolveSibling(log.getFileName() + ".events");
    }

    /** Where what a program was told in one of its rounds, counted from 1, is kept beside that. */
    public static Path prompt(Path log, int round) {
        return log.resolveSibling(log.getFileName() + ".prompt." + round);
    }

    public Path path() {
        return path;
    }

    @Override
    public synchronized void write(byte[] buffer, int length) throws IOException {
        file.write(buffer, 0, length);
        size += length;
        if (size > limit) {
            leaveOutMiddle();
        }
    }

    /**
     * Keeps a quarter from the beginning and, from the first whole line on, a quarter from the end, so that it happens only once per half a
     * limit of output. The rest of a line that was cut could read as a line of somebody else's.
     */
    private void leaveOutMiddle() throws IOException {
        int kept = (int) (limit / 4);
        byte[] end = end(kept);
        leftOut += size - kept - end.length - markLength;
        byte[] mark = ("\n… " + leftOut + " bytes left out …\n").getBytes(StandardCharsets.UTF_8);
        var shorter = path.resolveSibling(path.getFileName() + ".part");
        try (var from = new FileInputStream(path.toFile());
                var to = new FileOutputStream(shorter.toFile())) {
            to.write(from.readNBytes(kept));
            to.write(mark);
            to.write(end);
        }
        markLength = mark.length;
        size = (long) kept + end.length + markLength;
        replaceBy(shorter);
    }

    /** Without what comes before its first line break, if it has more than one line. */
    private byte[] end(int most) throws IOException {
        try (var from = new FileInputStream(path.toFile())) {
            from.skipNBytes(size - most);
            byte[] end = from.readNBytes(most);
            int begin = 0;
            while (begin < end.length && end[begin] != '\n') {
                begin++;
            }
            return begin + 1 < end.length ? Arrays.copyOfRange(end, begin + 1, end.length) : end;
        }
    }

    private void replaceBy(Path shorter) throws IOException {
        file.close();
        Files.move(shorter, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        file = append(path);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    /** Not a channel: an interrupt of the writing thread would close it. */
    private static FileOutputStream append(Path path) throws IOException {
        return new FileOutputStream(path.toFile(), true);
    }
}
