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

    /** It reached this limit and was ended. */
    record TimedOut(Limit which, Duration limit) implements AgentResult {

        /** What there is a limit of. */
        public enum Limit {
            /** The whole of its work on the task. */
            TIME,
            /** The time in which it prints nothing. */
            SILENCE
        }

        /** It was still at work after the time that it had for its task. */
        public TimedOut(Duration limit) {
            this(Limit.TIME, limit);
        }
    }

    /** It was told to stop from outside. */
    record Stopped() implements AgentResult {}

    /** It could not work through no fault of the task: the machine, the account or the provider lacks something. */
    record Unavailable(String word, String reason) implements AgentResult {

        private static final String MACHINE = "infrastructure";
        private static final String OVERLOAD = "provider_failed";

        /** Whether every other task of the agent would meet the same, wherever it ran. */
        public boolean isOfAccount() {
            return !word.equals(MACHINE);
        }

        /** Whether the provider was busy, broken or out of reach, so that a short wait may do. */
        public boolean isOverload() {
            return word.equals(OVERLOAD);
        }

        /** What this machine lacks. */
        public static Unavailable here(String reason) {
            return new Unavailable(MACHINE, reason);
        }
    }
}
