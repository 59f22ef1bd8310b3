package dev.coppice.agent;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of an agent's work.
 *
 * @param cost in US dollars, as the agent counts it; empty if it does not say
 * @param conversation with which it could go on; empty if it would begin anew
 * @param resetsAt when the limit is lifted that the agent's account has met, as its provider says: nobody has checked that
 */
public record AgentReport(
        AgentResult result,
        Optional<BigDecimal> cost,
        Optional<Conversation> conversation,
        Optional<Instant> resetsAt) {

    /** Of one that knows of no limit. */
    public AgentReport(AgentResult result, Optional<BigDecimal> cost, Optional<Conversation> conversation) {
        this(result, cost, conversation, Optional.empty());
    }

    public static AgentReport withoutCost(AgentResult result) {
        return new AgentReport(result, Optional.empty(), Optional.empty());
    }

    /** The same, with what is known better from outside. */
    public AgentReport with(AgentResult other) {
        return new AgentReport(other, cost, conversation, resetsAt);
    }
}
