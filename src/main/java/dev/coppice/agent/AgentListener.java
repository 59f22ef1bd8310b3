package dev.coppice.agent;

import dev.coppice.money.Consumption;

/** Whoever wants to know how an agent's work goes before its end. Called by threads of the agent's, which must not be kept waiting. */
@FunctionalInterface
public interface AgentListener {

    /** The agent is told this, as it stands here but for the secrets that it alone has; once for all of one work. */
    default void told(String prompt) {}

    /** A model has answered the agent; maybe told several times. */
    void answered();

    /** What the work has taken from its beginning until now, as far as the agent tells. */
    default void spent(Consumption soFar) {}
}
