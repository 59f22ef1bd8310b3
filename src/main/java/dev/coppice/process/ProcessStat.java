package dev.coppice.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the kernel says of a process in {@code /proc/PID/stat}; exists on Linux only. */
record ProcessStat(long pid, char state, long session, long terminal, long flags, long started) {

    private static final long KERNEL_THREAD = 0x200000; // PF_KTHREAD

    /** Empty if there is no such process, or no such file system. */
    static Optional<ProcessStat> of(long pid) {
        try {
            return Optional.of(
                    parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The name, field 2, may hold spaces and parentheses, so the fields are counted from its last parenthesis. */
    static ProcessStat parse(String stat) {
        long pid = Long.parseLong(stat.substring(0, stat.indexOf(' ')));
        String[] fromState = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcessStat(
                pid,
                fromState[0].charAt(0),
                Long.parseLong(fromState[3]),
                Long.parseLong(fromState[4]),
                Long.parseLong(fromState[6]),
                Long.parseLong(fromState[19]));
    }

    /** A process that is dead but not yet waited for does nothing any more. */
    boolean isDead() {
        return state == 'Z' || state == 'X';
    }

    /** Whether keys pressed somewhere can reach it as signals. */
    boolean hasTerminal() {
        return terminal != 0;
    }

    boolean isKernelThread() {
        return (flags & KERNEL_THREAD) != 0;
    }
}
