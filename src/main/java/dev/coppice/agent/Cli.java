package dev.coppice.agent;

import dev.coppice.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What is particular to one coding-agent CLI that is started anew for each round and tells of its work line by line. */
interface Cli {

    /** The agent's name, in plans and commands. */
    String agent();

    /** Whether a run with this task's environment gets a fresh HOME of its own. */
    boolean wantsOwnHome(Map<String, String> environment);

    /** What to start; an own HOME, which is still empty, is given what the CLI must find in it. */
    Command command(Path program, Assignment assignment, Optional<Path> ownHome) throws IOException;

    /** Something that listens to one run of that command. */
    CliRun listener();
}
