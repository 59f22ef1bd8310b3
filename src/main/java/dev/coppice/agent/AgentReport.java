package dev.coppice.agent;

import dev.coppice.money.Consumption;
import dev.coppice.money.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What came of an agent's work.
 *
 * @param cost in US dollars, as the agent counts it; empty if it does not say
 * @param usage by the models' names; empty if it does not say
 * @param conversation with which it could go on; empty if it would begin anew
 * @param resetsAt when the limit is lifted that the agent's account has met, as its provider says: nobody has checked that
 */
public record AgentReport(
        AgentResult result,
        Optional<BigDecimal> cost,
        Map<String, Usage> usage,
        Optional<Conversation> conversation,
        Optional<Instant> resetsAt) {

    public AgentReport {
        usage = Map.copyOf(usage);
    }

    /** Of one that knows of no limit, and counts no tokens. */
    public AgentReport(AgentResult result, Optional<BigDecimal> cost, Optional<Conversation> conversation) {
        this(result, cost, Map.of(), conversation, Optional.empty());
    }

    public static AgentReport withoutCost(AgentResult result) {
        return new AgentReport(result, Optional.empty(), Optional.empty());
    }

    /** What the work has taken. */
    public Consumption consumption() {
        return new Consumption(cost, usage);
    }

    /** The same, with what is known better from outside. */
    public AgentReport with(AgentResult other) {
        return new AgentReport(other, cost, usage, conversation, resetsAt);
    }
}
