package dev.coppice.agent.claude;

import dev.coppice.agent.program.Entry;
import dev.coppice.agent.program.EventLine;
import dev.coppice.agent.program.ToolCalls;
import dev.coppice.agent.program.ToolInput;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people read of the Claude CLI's events. Each carries one or more blocks of a message; what is unknown is left out. */
final class ClaudeTranscript {

    private final ToolCalls calls = new ToolCalls();

    List<Entry> of(EventLine event) {
        return switch (event.text("type")) {
            case "assistant" ->
                blocks(event).flatMap(block -> said(block).stream()).toList();
            case "user" ->
                blocks(event)
                        .filter(block -> block.text("type").equals("tool_result"))
                        .flatMap(block -> returned(block).stream())
                        .toList();
            case "result" -> errors(event);
            default -> List.of();
        };
    }

    private static Stream<EventLine> blocks(EventLine event) {
        return event.in("message").node().path("content").valueStream().map(EventLine::new);
    }

    private List<Entry> said(EventLine block) {
        return switch (block.text("type")) {
            case "text" -> List.of(new Entry.Text(block.text("text")));
            case "thinking" -> List.of(new Entry.Thought(block.text("thinking")));
            case "tool_use" ->
                calls.begin(
                        block.text("id"),
                        new Entry.Call(
                                block.text("name"),
                                ToolInput.of(block.in("input").node())));
            default -> List.of();
        };
    }

    private List<Entry> returned(EventLine block) {
        var result =
                new Entry.Result(output(block), block.node().path("is_error").asBoolean());
        return calls.end(block.text("tool_use_id"), List.of(result));
    }

    /** A text, or blocks of which some may be pictures. */
    private static String output(EventLine block) {
        var content = block.node().path("content");
        return content.isTextual()
                ? content.textValue()
                : content.valueStream()
                        .map(EventLine::new)
                        .map(part ->
                                part.text("type").equals("text") ? part.text("text") : "(" + part.text("type") + ")")
                        .collect(Collectors.joining("\n"));
    }

    /** Those of the CLI; what a provider answered has been told as a message. */
    private static List<Entry> errors(EventLine event) {
        return event.node()
                .path("errors")
                .valueStream()
                .<Entry>map(error -> new Entry.Result(error.asText(), true))
                .toList();
    }
}
