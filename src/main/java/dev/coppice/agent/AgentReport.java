package dev.coppice.agent;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What came of an agent's work.
 *
 * @param cost in US dollars, as the agent counts it; empty if it does not say
 * @param conversation with which it could go on; empty if it would begin anew
 */
public record AgentReport(AgentResult result, Optional<BigDecimal> cost, Optional<Conversation> conversation) {

    static AgentReport withoutCost(AgentResult result) {
        return new AgentReport(result, Optional.empty(), Optional.empty());
    }
}
