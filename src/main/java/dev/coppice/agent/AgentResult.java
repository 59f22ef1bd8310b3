package dev.coppice.agent;

import java.time.Duration;

/** How an agent's work ended. */
public sealed interface AgentResult {

    /** It says that it is done. */
    record Finished() implements AgentResult {}

    /** It ended with an error; the reason quotes the last lines that it printed. */
    record Failed(String reason, int exitCode) implements AgentResult {}

    /** It was still at work after its time limit and was ended. */
    record TimedOut(Duration limit) implements AgentResult {}

    /** It was told to stop from outside. */
    record Stopped() implements AgentResult {}

    /** It could not begin: the machine lacks something. */
    record Unavailable(String reason) implements AgentResult {}
}
