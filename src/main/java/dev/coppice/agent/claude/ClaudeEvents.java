package dev.coppice.agent.claude;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.agent.program.Dollars;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the lines of the Claude CLI. Whatever is unknown, of another type or no JSON at all is left out: versions differ. */
final class ClaudeEvents {

    /** The CLI's own word for a limit of the account. */
    static final String RATE_LIMIT = "rate_limit";

    private static final Pattern LIMIT_REACHED =
            Pattern.compile("hit your (\\w+ )*limit|(session|usage|weekly) limit", Pattern.CASE_INSENSITIVE);

    private static final ObjectMapper JSON = new ObjectMapper();

    private ClaudeEvents() {}

    static Optional<ClaudeEvent> read(String line) {
        try {
            var event = JSON.readTree(line);
            return switch (event.path("type").asText()) {
                case "system" -> system(event);
                case "assistant" -> Optional.of(said(event).with(ClaudeTokens.of(event.path("message"))));
                case "rate_limit_event" -> Optional.of(limit(event.path("rate_limit_info")));
                case "result" -> Optional.of(result(event));
                default -> Optional.empty();
            };
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<ClaudeEvent> system(JsonNode event) {
        return switch (event.path("subtype").asText()) {
            case "init" ->
                Optional.of(new ClaudeEvent.Began(
                        text(event, "session_id"), text(event, "model"), text(event, "claude_code_version")));
            case "api_retry" ->
                Optional.of(new ClaudeEvent.Retrying(
                        event.path("attempt").asInt(),
                        event.path("max_retries").asInt(),
                        event.path("error_status").asInt(),
                        text(event, "error")));
            case "model_fallback" ->
                Optional.of(new ClaudeEvent.Fallback(text(event, "original_model"), text(event, "fallback_model")));
            case "permission_denied" -> Optional.of(new ClaudeEvent.Denied(text(event, "tool_name")));
            default -> Optional.empty();
        };
    }

    private static ClaudeEvent.Said said(JsonNode event) {
        var words = new ArrayList<String>();
        event.path("message").path("content").forEach(block -> words.add(text(block, "text")));
        var said = String.join("", words);
        return isLimit(event, said)
                ? new ClaudeEvent.Said(true, RATE_LIMIT, said)
                : new ClaudeEvent.Said(event.path("is_api_error_message").asBoolean(), text(event, "error"), said);
    }

    /** A subscription's limit has been reported in prose, without any field: believed where the CLI speaks, not the model. */
    private static boolean isLimit(JsonNode event, String said) {
        return text(event.path("message"), "model").equals("<synthetic>")
                && LIMIT_REACHED.matcher(said).find();
    }

    private static ClaudeEvent limit(JsonNode limit) {
        return new ClaudeEvent.RateLimit(
                text(limit, "status").equals("rejected"), limit.path("resetsAt").asLong());
    }

    private static ClaudeEvent result(JsonNode event) {
        return new ClaudeEvent.Result(
                text(event, "subtype"),
                event.path("is_error").asBoolean(true),
                event.path("num_turns").asInt(),
                Dollars.of(event.path("total_cost_usd")),
                event.path("api_error_status").asInt(),
                text(event, "api_error"),
                text(event, "terminal_reason"),
                event.has("result") ? text(event, "result") : errors(event.path("errors")),
                denied(event.path("permission_denials")),
                ClaudeTokens.byModel(event.path("modelUsage")));
    }

    private static String errors(JsonNode errors) {
        return errors.valueStream().map(JsonNode::asText).collect(Collectors.joining("; "));
    }

    private static List<String> denied(JsonNode denials) {
        return denials.valueStream().map(denial -> text(denial, "tool_name")).toList();
    }

    /** {@code asText} of an explicit null would be the word. */
    private static String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isTextual() ? value.textValue() : "";
    }
}
