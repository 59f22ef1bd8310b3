package dev.coppice.agent.acp;

import dev.coppice.agent.program.Brief;
import dev.coppice.agent.program.Dollars;
import dev.coppice.agent.program.EventLine;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an agent tells of its work while it is at it. */
final class AcpProgress {

    private static final int ENOUGH_WORDS = 1000;
    private static final int MOST_TOOLS = 10_000;

    private final Map<String, String> titles = new HashMap<>();
    private final StringBuilder said = new StringBuilder();
    private boolean hasSaid;
    private boolean hasWorked;
    private Optional<BigDecimal> cost = Optional.empty();

    /** Takes an update; gives what people should read of it. */
    Optional<String> take(EventLine update) {
        return switch (update.text("sessionUpdate")) {
            case "agent_message_chunk" -> {
                said(update.in("content").text("text"));
                yield Optional.empty();
            }
            case "agent_thought_chunk" -> {
                hasSaid = true;
                yield Optional.empty();
            }
            case "tool_call", "tool_call_update" -> {
                hasWorked = true;
                yield spoken(used(update));
            }
            case "plan" -> spoken(plan(update));
            case "usage_update" -> {
                cost = dollars(update.in("cost")).or(() -> cost);
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private void said(String words) {
        hasSaid |= !words.isBlank();
        said.append(words, 0, Math.min(words.length(), Math.max(0, ENOUGH_WORDS - said.length())));
    }

    /** What it has said since it was last asked for, and these words after it. */
    Optional<String> spoken(String words) {
        var saying = Brief.of(said.toString());
        said.setLength(0);
        var all = saying.isEmpty() ? words : "it says: " + saying + (words.isEmpty() ? "" : " | " + words);
        return Optional.of(all).filter(text -> !text.isEmpty());
    }

    /** Not every word about a tool names it again. */
    private String used(EventLine update) {
        var id = Brief.of(update.text("toolCallId"));
        var title = Brief.of(update.text("title"));
        if (!title.isEmpty() && titles.size() < MOST_TOOLS) {
            titles.put(id, title);
        }
        return switch (update.text("status")) {
            case "completed" -> "did " + titles.getOrDefault(id, id);
            case "failed" -> "failed at " + titles.getOrDefault(id, id);
            default -> "";
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
