package dev.coppice.agent.acp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.agent.program.EventLine;
import dev.coppice.money.Usage;
import java.util.HashMap;
import java.util.Map;

/** The tokens of one answer to a prompt: the protocol counts them together, gemini by model and in a place of its own. */
final class AcpUsage {

    private AcpUsage() {}

    /**
     * Empty if the answer does not tell.
     *
     * @param model the name for what is told of no model
     */
    static Map<String, Usage> of(EventLine answer, String model) {
        var together = answer.in("usage");
        return together.node().isObject() ? Map.of(model, together(together)) : byModel(answer);
    }

    private static Usage together(EventLine usage) {
        return new Usage(
                usage.count("inputTokens"),
                usage.count("outputTokens"),
                usage.count("cachedReadTokens"),
                usage.count("cachedWriteTokens"));
    }

    private static Map<String, Usage> byModel(EventLine answer) {
        var usage = new HashMap<String, Usage>();
        for (JsonNode told : answer.in("_meta").in("quota").node().path("model_usage")) {
            var tokens = new EventLine(told.path("token_count"));
            var counted = new Usage(tokens.count("input_tokens"), tokens.count("output_tokens"), 0, 0);
            usage.merge(new EventLine(told).text("model"), counted, Usage::plus);
        }
        return usage;
    }
}
