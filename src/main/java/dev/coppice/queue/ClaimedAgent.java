package dev.coppice.queue;

import dev.coppice.task.ExecutionMode;

/**
 * The name under which an agent's tasks are queued and claimed, and under which it pauses. Where they run in an image it is one of its own:
 * whoever claims them must be able to run containers, and need not have the agent's program.
 */
public final class ClaimedAgent {

    /** No agent's name has it. */
    private static final String IN = "@";

    private ClaimedAgent() {}

    public static String name(String agent, ExecutionMode mode) {
        return mode.hasImage() ? agent + IN + mode.word() : agent;
    }

    /** The agent whose tasks are claimed under this name. */
    public static String agentOf(String claimed) {
        return claimed.split(IN, 2)[0];
    }
}
