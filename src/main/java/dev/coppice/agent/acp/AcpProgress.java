package dev.coppice.agent.acp;

import dev.coppice.agent.program.Dollars;
import dev.coppice.agent.program.EventLine;
import java.math.BigDecimal;
import java.util.Optional;

/** What an agent tells of its work while it is at it. */
final class AcpProgress {

    private boolean hasSaid;
    private boolean hasWorked;
    private Optional<BigDecimal> cost = Optional.empty();

    /** Takes an update; gives what Coppice has to say about it to people. */
    Optional<String> take(EventLine update) {
        return switch (update.text("sessionUpdate")) {
            case "agent_message_chunk" -> {
                hasSaid |= !update.in("content").text("text").isBlank();
                yield Optional.empty();
            }
            case "agent_thought_chunk" -> {
                hasSaid = true;
                yield Optional.empty();
            }
            case "tool_call", "tool_call_update" -> {
                hasWorked = true;
                yield Optional.empty();
            }
            case "plan" -> Optional.of(plan(update));
            case "usage_update" -> {
                cost = dollars(update.in("cost")).or(() -> cost);
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static String plan(EventLine update) {
        var entries = update.node().path("entries");
        long done = entries.valueStream()
                .filter(entry -> new EventLine(entry).text("status").equals("completed"))
                .count();
        return "its plan: " + done + " of " + entries.size() + " steps done";
    }

    /** Of a session so far. Nothing is what some agents count where they know no price. */
    private static Optional<BigDecimal> dollars(EventLine told) {
        return told.text("currency").equals("USD")
                ? Dollars.of(told.node().path("amount")).filter(dollars -> dollars.signum() > 0)
                : Optional.empty();
    }

    /** Whether a model has said or done anything. */
    boolean hasSaid() {
        return hasSaid || hasWorked;
    }

    /** Whether it has used a tool, which none but a model wants; words could be the agent's own. */
    boolean hasWorked() {
        return hasWorked;
    }

    /** Of the session so far, in US dollars. */
    Optional<BigDecimal> cost() {
        return cost;
    }
}
