package dev.coppice.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ends what a Coppice that died has left running. */
public final class Leftovers {

    private Leftovers() {}

    /**
     * Kills that very process and its tree: pid, start time and boot must agree, or, if the process itself has ended already,
     * the mark that its children carry. Returns whether there was anything to kill.
     */
    public static boolean end(ProcessIdentity process) {
        return process.isOfThisBoot() && process.hasStart() && new RecordedTree(process, false).endAll();
    }

    /**
     * Kills every process whose {@code TMPDIR} is in this folder, which must be one that only a dead Coppice used. A wall that dies with
     * its Coppice while it is put up can leave its first process behind, before there was a record of it: bubblewrap 0.8.0 binds that
     * process to its own life a moment too late. Returns whether there was anything to kill.
     */
    public static boolean endBelow(Path scratch) {
        return Rounds.endAll(() -> ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid() && worksIn(scratch, process.pid()))
                .toList());
    }

    private static boolean worksIn(Path scratch, long pid) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            return ("\0" + new String(environment, StandardCharsets.ISO_8859_1))
                    .contains("\0TMPDIR=" + latin(scratch) + "/");
        } catch (IOException e) {
            return false; // it has ended, or it is another user's and so none of ours
        }
    }

    /** As the environment's bytes read when each is taken for a character. */
    private static String latin(Path path) {
        return new String(path.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
