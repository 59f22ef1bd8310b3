package dev.coppice.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds what runs on this host by what cannot be hidden: environment, command line, working directory. */
final class Processes {

    private Processes() {}

    /** All that carry the mark, or name the folder, or work below it; this process and the dead excepted. */
    static List<String> of(String mark, Path folder) {
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self && isOfRun(process.pid(), mark, folder))
                .map(process ->
                        process.pid() + " " + read(process.pid(), "cmdline").replace('\0', ' '))
                .toList();
    }

    private static boolean isOfRun(long pid, String mark, Path folder) {
        return read(pid, "environ").contains(WorkerProcess.MARK + "=" + mark)
                || (isGit(pid, folder) && !read(pid, "cmdline").isEmpty());
    }

    private static boolean isGit(long pid, Path folder) {
        try {
            return read(pid, "comm").startsWith("git")
                    && Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"))
                            .startsWith(folder);
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    private static String read(long pid, String what) {
        try {
            return new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), what)), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended
        }
    }
}
