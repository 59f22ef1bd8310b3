package dev.coppice.agent.codex;

import dev.coppice.agent.program.Entry;
import dev.coppice.agent.program.EventLine;
import dev.coppice.agent.program.ToolCalls;
import dev.coppice.agent.program.ToolInput;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people read of the codex CLI's items. Some tell of their beginning as well as of their end; what is unknown is left out. */
final class CodexTranscript {

    private final ToolCalls calls = new ToolCalls();

    List<Entry> of(EventLine event) {
        var item = event.in("item");
        return switch (event.text("type")) {
            case "item.started" -> isCall(item) ? calls.begin(item.text("id"), call(item)) : List.of();
            case "item.completed" -> completed(item);
            default -> List.of();
        };
    }

    private List<Entry> completed(EventLine item) {
        return switch (item.text("type")) {
            case "agent_message" -> List.of(new Entry.Text(item.text("text")));
            case "reasoning" -> List.of(new Entry.Thought(item.text("text")));
            default -> isCall(item) ? ended(item) : List.of();
        };
    }

    private List<Entry> ended(EventLine item) {
        var id = item.text("id");
        var begun = calls.isOpen(id) ? Stream.<Entry>empty() : calls.begin(id, call(item)).stream();
        return Stream.concat(begun, calls.end(id, results(item)).stream()).toList();
    }

    private static boolean isCall(EventLine item) {
        return switch (item.text("type")) {
            case "command_execution", "file_change", "mcp_tool_call", "web_search" -> true;
            default -> false;
        };
    }

    private static Entry.Call call(EventLine item) {
        return switch (item.text("type")) {
            case "command_execution" -> new Entry.Call("shell", item.text("command"));
            case "file_change" -> new Entry.Call("edit", paths(item));
            case "web_search" -> new Entry.Call("web search", item.text("query"));
            default ->
                new Entry.Call(
                        item.text("server") + "." + item.text("tool"),
                        ToolInput.of(item.in("arguments").node()));
        };
    }

    private static String paths(EventLine item) {
        return item.node()
                .path("changes")
                .valueStream()
                .map(change -> new EventLine(change).text("path"))
                .collect(Collectors.joining(", "));
    }

    /** Its output, and what went wrong. */
    private static List<Entry> results(EventLine item) {
        return List.of(
                new Entry.Result(item.text("aggregated_output"), false),
                new Entry.Result(answer(item.in("result")), false),
                new Entry.Result(fault(item), true));
    }

    /** Of a server of tools; what is no text is left out. */
    private static String answer(EventLine result) {
        return result.node()
                .path("content")
                .valueStream()
                .map(part -> new EventLine(part).text("text"))
                .collect(Collectors.joining("\n"));
    }

    /** "" if there is none. */
    private static String fault(EventLine item) {
        int exitCode = item.node().path("exit_code").asInt();
        var status = item.text("status");
        var message = item.in("error").text("message");
        if (exitCode != 0) {
            return "exit code " + exitCode;
        }
        boolean isFault = status.equals("failed") || status.equals("declined");
        return isFault && message.isEmpty() ? status : message;
    }
}
