package dev.coppice.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds processes that still do something: one that ended and waits for its parent to notice has a pid, too. */
final class LiveProcess {

    private LiveProcess() {}

    static Optional<ProcessHandle> find(long pid) {
        return pid <= 0 ? Optional.empty() : ProcessHandle.of(pid).filter(LiveProcess::isAlive);
    }

    /** Java's own answer counts zombies as alive, and the first process of a container often leaves orphans so for ever. */
    static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The program's name comes before, in parentheses, and may hold anything.
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException e) {
            return false;
        }
    }
}
