package dev.coppice.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** CPU seconds as Linux counts them, in hundredths. */
final class ProcessTimes {

    private static final Path PROC = Path.of("/proc");
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final double TICKS_PER_SECOND = 100;

    // Columns of a process's line after its name: its parent, its own two times, and those of its children that it has
    // reaped.
    private static final int PARENT = 1;
    private static final int OWN_TIMES = 11;
    private static final int REAPED_TIMES = 13;
    private static final int AFTER_TIMES = 15;

    // The machine's line: the word, user, nice, system, idle, waiting, two kinds of interrupts, what the host took.
    private static final int USER = 1;
    private static final int IDLE = 4;
    private static final int INTERRUPTS = 6;
    private static final int AFTER_STOLEN = 9;

    private ProcessTimes() {}

    /** Of a whole server, known by one of its backends: the postmaster, its children, and those it has reaped. */
    static double ofServer(long backend) {
        long postmaster = Long.parseLong(process(backend).get(PARENT));
        long own = sum(process(postmaster), OWN_TIMES, AFTER_TIMES);
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(postmaster).orElseThrow().children()) {
            return (own
                            + children.mapToLong(child -> sum(process(child.pid()), OWN_TIMES, REAPED_TIMES))
                                    .sum())
                    / TICKS_PER_SECOND;
        }
    }

    /** Of the process itself. */
    static double own(long pid) {
        return sum(process(pid), OWN_TIMES, REAPED_TIMES) / TICKS_PER_SECOND;
    }

    /** Of the children that the process has waited for, and theirs. */
    static double reaped(long pid) {
        return sum(process(pid), REAPED_TIMES, AFTER_TIMES) / TICKS_PER_SECOND;
    }

    /** Of the living descendants of the process, and of what they have reaped. */
    static double ofDescendants(long pid) {
        try (Stream<ProcessHandle> descendants =
                ProcessHandle.of(pid).orElseThrow().descendants()) {
            return descendants
                            .mapToLong(one -> sum(process(one.pid()), OWN_TIMES, AFTER_TIMES))
                            .sum()
                    / TICKS_PER_SECOND;
        }
    }

    /** Of all processes together. */
    static double ofMachine() {
        var times = columns(read(PROC.resolve("stat")).lines().findFirst().orElseThrow());
        return (sum(times, USER, IDLE) + sum(times, INTERRUPTS, AFTER_STOLEN)) / TICKS_PER_SECOND;
    }

    private static long sum(List<String> columns, int from, int to) {
        return columns.stream().limit(to).skip(from).mapToLong(Long::parseLong).sum();
    }

    private static List<String> process(long pid) {
        String line = read(PROC.resolve(Long.toString(pid)).resolve("stat"));
        return line.isEmpty() ? List.of() : columns(line.substring(line.lastIndexOf(')') + 2));
    }

    private static List<String> columns(String line) {
        return SPACES.splitAsStream(line.strip()).toList();
    }

    /** Empty for a process that ended meanwhile: its time is its parent's now. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
