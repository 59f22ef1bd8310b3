package dev.coppice.agent.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.agent.AgentListener;
import dev.coppice.agent.AgentReport;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.program.Dollars;
import dev.coppice.agent.program.EventLine;
import dev.coppice.agent.program.Lines;
import dev.coppice.money.Consumption;
import dev.coppice.money.Usage;
import dev.coppice.process.Output;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What a command tells of itself while it works: lines that are a JSON object with the one field {@code coppice}, itself an object with
 * {@code cost_usd}, {@code tokens}, {@code summary}, {@code blocked} or {@code question}. Of several lines the last word on each counts,
 * cost and tokens being those of the whole work until then; all else that it prints is only its output.
 */
final class CommandReports implements Output {

    private static final String BEGINNING = "{\"coppice\"";
    private static final int LONGEST_LINE = 64 << 10;
    private static final int LONGEST_WORDS = 4000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Lines lines = new Lines(LONGEST_LINE, this::printed);
    private final AgentListener listener;
    private Consumption told = Consumption.UNKNOWN;
    private Optional<AgentResult> halt = Optional.empty();

    CommandReports(AgentListener listener) {
        this.listener = listener;
    }

    @Override
    public void write(byte[] buffer, int length) throws IOException {
        lines.write(buffer, length);
    }

    /** To be called when the process has ended: what came of its work, given how it ended. */
    synchronized AgentReport finish(AgentResult ended) {
        lines.finish();
        return new AgentReport(result(ended), told.cost(), told.usage(), Optional.empty(), Optional.empty());
    }

    /** Who was stopped, or could not even start, has not halted by itself. */
    private AgentResult result(AgentResult ended) {
        return switch (ended) {
            case AgentResult.Finished _, AgentResult.Failed _ -> halt.orElse(ended);
            case AgentResult.Blocked _, AgentResult.TimedOut _, AgentResult.Stopped _, AgentResult.Unavailable _ ->
                ended;
        };
    }

    private synchronized void printed(String line) {
        if (line.replace(" ", "").startsWith(BEGINNING)) {
            read(line).ifPresent(this::take);
        }
    }

    private static Optional<JsonNode> read(String line) {
        try {
            return Optional.of(JSON.readTree(line).path("coppice")).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void take(JsonNode report) {
        var cost = Dollars.of(report.path("cost_usd"));
        var usage = usage(new EventLine(report.path("tokens")));
        if (cost.isPresent() || !usage.isEmpty()) {
            told = new Consumption(cost.or(told::cost), usage.isEmpty() ? told.usage() : usage);
            listener.spent(told);
        }
        halt = words(report, "blocked").or(() -> words(report, "question")).or(() -> halt);
    }

    private static Map<String, Usage> usage(EventLine tokens) {
        var usage = new Usage(
                tokens.count("input"), tokens.count("output"), tokens.count("cache_read"), tokens.count("cache_write"));
        return usage.isNone() ? Map.of() : Map.of(tokens.text("model"), usage);
    }

    private static Optional<AgentResult> words(JsonNode report, String field) {
        var text = report.path(field).asText("").strip();
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new AgentResult.Blocked(field, text.substring(0, Math.min(LONGEST_WORDS, text.length()))));
    }
}
