package dev.coppice.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Names a process so that a later one with the same pid is not mistaken for it.
 *
 * @param started the kernel's start time of the process: on Linux in clock ticks since boot (proc(5), field 22), elsewhere in
 *     milliseconds since 1970; 0 where unknown
 * @param boot the kernel's id of this boot; all zero where there is none
 */
public record ProcessIdentity(long pid, long started, UUID boot) {

    private static final UUID THIS_BOOT = thisBoot();

    /** Who has this pid now; empty if nobody has. */
    public static Optional<ProcessIdentity> of(long pid) {
        return startOf(pid).map(started -> new ProcessIdentity(pid, started, THIS_BOOT));
    }

    /**
     * The process itself, while it lives. The handle comes first: it keeps its own note of the start time, so a signal through it
     * cannot hit a successor.
     */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(_ -> hasStart() && of(pid).equals(Optional.of(this)));
    }

    /** A process of this boot that ended before its start time could be read. */
    static ProcessIdentity withoutStart(long pid) {
        return new ProcessIdentity(pid, 0, THIS_BOOT);
    }

    boolean isOfThisBoot() {
        return boot.equals(THIS_BOOT);
    }

    boolean hasStart() {
        return started != 0;
    }

    private static Optional<Long> startOf(long pid) {
        var onLinux = ProcessStat.of(pid).map(ProcessStat::started);
        return onLinux.or(() -> ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli));
    }

    private static UUID thisBoot() {
        try {
            return UUID.fromString(
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
        } catch (IOException e) {
            return new UUID(0, 0); // not Linux: the start time since 1970 tells boots apart
        }
    }
}
