package dev.coppice.agent.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.agent.program.EventLine;
import dev.coppice.money.Usage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tokens of one run of the Claude CLI: of each message while it goes on, of each model at its end. */
final class ClaudeTokens {

    /** More than a run has; whoever prints more of them is no model. */
    private static final int MOST_MESSAGES = 100_000;

    private final Map<String, ClaudeEvent.Tokens> messages = new HashMap<>();
    private final Map<String, Usage> sum = new HashMap<>();

    static Optional<ClaudeEvent.Tokens> of(JsonNode message) {
        var told = new EventLine(message);
        var usage = told.in("usage");
        var tokens = new Usage(
                usage.count("input_tokens"),
                usage.count("output_tokens"),
                usage.count("cache_read_input_tokens"),
                usage.count("cache_creation_input_tokens"));
        return tokens.isNone()
                ? Optional.empty()
                : Optional.of(new ClaudeEvent.Tokens(told.text("id"), told.text("model"), tokens));
    }

    static Map<String, Usage> byModel(JsonNode models) {
        var usage = new HashMap<String, Usage>();
        models.propertyStream().forEach(model -> {
            var told = new EventLine(model.getValue());
            usage.put(
                    model.getKey(),
                    new Usage(
                            told.count("inputTokens"),
                            told.count("outputTokens"),
                            told.count("cacheReadInputTokens"),
                            told.count("cacheCreationInputTokens")));
        });
        return usage;
    }

    void take(ClaudeEvent.Tokens tokens) {
        if (messages.size() >= MOST_MESSAGES) {
            return;
        }
        var before = messages.put(tokens.message(), tokens);
        if (before != null) {
            sum.computeIfPresent(before.model(), (_, all) -> all.since(before.usage()));
        }
        sum.merge(tokens.model(), tokens.usage(), Usage::plus);
    }

    /** Of all messages so far, by the models' names. */
    Map<String, Usage> sum() {
        return Map.copyOf(sum);
    }
}
