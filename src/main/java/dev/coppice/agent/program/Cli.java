package dev.coppice.agent.program;

import dev.coppice.agent.Assignment;
import dev.coppice.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is particular to one coding-agent CLI that is started anew for each round and tells of its work line by line. */
public interface Cli {

    /** What is started, and what plans, commands and people call it. */
    CliProgram program();

    /** The repository's file of notes whose text the prompt holds; empty if the CLI reads for itself what is there. */
    Optional<String> notes();

    /** The secrets that it alone is given, as {@link OwnSecrets} reads them. */
    List<String> secrets();

    /** Whether a run with this task's environment gets a fresh HOME of its own. */
    boolean wantsOwnHome(Map<String, String> environment);

    /**
     * What to start; an assignment with a conversation goes on with that.
     *
     * @param prompt what the agent is to be told
     * @param ownHome the HOME of its own: that of the conversation, else a fresh one which is given what the CLI must find in it
     */
    Command command(Path program, Assignment assignment, String prompt, Optional<Path> ownHome) throws IOException;

    /** Something that listens to one run of that command, and tells it the prompt where the command does not. */
    CliRun listener(Assignment assignment, String prompt);
}
