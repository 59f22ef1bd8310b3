package dev.coppice.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An environment variable that every process of a tree inherits; it names the tree's root beyond doubt. */
record Mark(ProcessIdentity root) {

    static final String VARIABLE = "COPPICE_TREE";

    /** What can be said of a process. */
    enum Sight {
        MARKED,
        UNMARKED,
        /** The kernel shows an empty environment while a process turns into another program; a second look helps. */
        UNCLEAR
    }

    Sight on(long pid) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            return environment.length == 0 ? withoutEnvironment(pid) : in(environment);
        } catch (IOException e) {
            return Sight.UNMARKED; // it has ended, or it is another user's and so none of ours
        }
    }

    /** The kernel's own threads have none, and neither have the dead. */
    private Sight withoutEnvironment(long pid) {
        return ProcessStat.of(pid)
                .filter(stat -> stat.started() >= root.started() && !stat.isDead() && !stat.isKernelThread())
                .map(_ -> Sight.UNCLEAR)
                .orElse(Sight.UNMARKED);
    }

    private Sight in(byte[] environment) {
        String variables = "\0" + new String(environment, StandardCharsets.ISO_8859_1);
        return variables.contains("\0" + value()) ? Sight.MARKED : Sight.UNMARKED;
    }

    private String value() {
        return VARIABLE + "=" + root.pid() + "." + (root.hasStart() ? root.started() + "\0" : "");
    }
}
