package dev.coppice.agent;

import java.time.Duration;

/** How an agent's work ended. A {@code word} is for programs, a reason for people. */
public sealed interface AgentResult {

    /** It says that it is done. */
    record Finished() implements AgentResult {}

    /** It ended with an error; the reason quotes the last lines that it printed. */
    record Failed(String reason, int exitCode) implements AgentResult {}

    /** It ended for a reason that another attempt under the same settings would meet again: a limit, a permission, a wrong setting. */
    record Blocked(String word, String reason) implements AgentResult {}

    /** It was still at work after its time limit and was ended. */
    record TimedOut(Duration limit) implements AgentResult {}

    /** It was told to stop from outside. */
    record Stopped() implements AgentResult {}

    /** It could not work through no fault of the task: the machine, the account or the provider lacks something. */
    record Unavailable(String word, String reason) implements AgentResult {

        /** What this machine lacks. */
        static Unavailable here(String reason) {
            return new Unavailable("infrastructure", reason);
        }
    }
}
