package dev.coppice.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A process tree that is hard to end: a root, a child that ignores TERM, and a daemon with a session of its own that has left its
 * parents, ignores TERM and HUP and forks ten times a second. All its processes carry a number of their own.
 */
record Runaway(long number) {

    static Runaway next() {
        return new Runaway(ThreadLocalRandom.current().nextLong(1_000_000_000L, 10_000_000_000L));
    }

    /** The script's last words say what the root does while the others run. */
    String script(String last) {
        String sleep = "sleep 300." + number;
        return """
                sh -c 'trap "" TERM; while :; do SLEEP; done' NAME &
                (setsid sh -c 'trap "" TERM HUP; while :; do SLEEP & sleep 0.1; done' NAME </dev/null >/dev/null 2>&1 &)
                """.replace("SLEEP", sleep).replace("NAME", "runaway-" + number) + last;
    }

    String sleeping() {
        return script("sleep 300." + number);
    }

    /** Those that have not ended yet; a dead process that nobody has waited for is none. */
    List<ProcessStat> survivors() {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process.pid()).contains(Long.toString(number)))
                .flatMap(process -> ProcessStat.of(process.pid()).stream())
                .filter(stat -> !stat.isDead())
                .toList();
    }

    boolean isRunning() {
        return survivors().size() > 6;
    }

    private static String commandLine(long pid) {
        try {
            return new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
