package dev.coppice.agent.acp;

import dev.coppice.agent.program.Entry;
import dev.coppice.agent.program.EventLine;
import dev.coppice.agent.program.ToolInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What people read of an agent's messages: its words, which come in pieces, line by line, and a tool when that has ended. */
final class AcpTranscript {

    /** Far more than go on at a time; one whose end never came is forgotten. */
    private static final int MOST_TOOLS = 1_000;

    /** More than people are shown of a line. */
    private static final int LONGEST_PIECE = 30_000;

    private final Map<String, Entry.Call> calls = new LinkedHashMap<>();
    private final StringBuilder piece = new StringBuilder();
    private boolean isThought;

    /** Of one message of a session that is at work. */
    List<Entry> of(EventLine message) {
        var update = message.in("params").in("update");
        return switch (message.text("method").equals("session/update") ? update.text("sessionUpdate") : "") {
            case "agent_message_chunk" -> said(update.in("content").text("text"), false);
            case "agent_thought_chunk" -> said(update.in("content").text("text"), true);
            case "tool_call", "tool_call_update" -> used(update);
            case "", "plan" -> rest();
            default -> List.of();
        };
    }

    private List<Entry> said(String text, boolean thinks) {
        var entries = new ArrayList<Entry>(isThought == thinks ? List.of() : rest());
        isThought = thinks;
        piece.append(text);
        int lines = piece.lastIndexOf("\n") + 1;
        if (lines > 0) {
            entries.add(entry(piece.substring(0, lines)));
            piece.delete(0, lines);
        }
        if (piece.length() > LONGEST_PIECE) {
            entries.addAll(rest());
        }
        return entries;
    }

    /** The last line of what it has said, which no line break ended. */
    private List<Entry> rest() {
        var text = piece.toString();
        piece.setLength(0);
        return text.isEmpty() ? List.of() : List.of(entry(text));
    }

    private Entry entry(String text) {
        return isThought ? new Entry.Thought(text) : new Entry.Text(text);
    }

    /** Not every word about a tool names it again. */
    private List<Entry> used(EventLine update) {
        var entries = new ArrayList<Entry>(rest());
        var id = update.text("toolCallId");
        var call = call(update, calls.getOrDefault(id, new Entry.Call("other", "")));
        var status = update.text("status");
        if (status.equals("completed") || status.equals("failed")) {
            calls.remove(id);
            entries.add(call);
            entries.add(new Entry.Result(output(update), status.equals("failed")));
        } else if (calls.size() < MOST_TOOLS || calls.containsKey(id)) {
            calls.put(id, call);
        }
        return entries;
    }

    private static Entry.Call call(EventLine update, Entry.Call before) {
        var kind = update.text("kind");
        var title = update.text("title");
        var input = ToolInput.telling(update.in("rawInput").node())
                .orElse(before.input().isEmpty() ? title : before.input());
        return new Entry.Call(kind.isEmpty() ? before.tool() : kind, input);
    }

    private static String output(EventLine update) {
        var content = update.node()
                .path("content")
                .valueStream()
                .map(part -> new EventLine(part).in("content").text("text"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
        var raw = update.text("rawOutput");
        return !content.isEmpty()
                ? content
                : !raw.isEmpty() ? raw : update.in("rawOutput").text("output");
    }
}
