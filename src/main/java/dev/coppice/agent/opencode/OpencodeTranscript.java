package dev.coppice.agent.opencode;

import dev.coppice.agent.program.Entry;
import dev.coppice.agent.program.EventLine;
import dev.coppice.agent.program.ToolInput;
import java.util.ArrayList;
import java.util.List;

/** What people read of the opencode CLI's events. A tool is told of when it has ended; what is unknown is left out. */
final class OpencodeTranscript {

    private OpencodeTranscript() {}

    static List<Entry> of(EventLine event) {
        var part = event.in("part");
        return switch (event.text("type")) {
            case "text" -> List.of(new Entry.Text(part.text("text")));
            case "reasoning" -> List.of(new Entry.Thought(part.text("text")));
            case "tool_use" -> used(part);
            default -> List.of();
        };
    }

    private static List<Entry> used(EventLine part) {
        var state = part.in("state");
        var input = ToolInput.of(state.in("input").node());
        var entries = new ArrayList<Entry>();
        entries.add(new Entry.Call(part.text("tool"), input.isEmpty() ? state.text("title") : input));
        entries.add(new Entry.Result(state.text("output"), false));
        entries.add(new Entry.Result(state.text("error"), true));
        int exitCode = state.in("metadata").node().path("exit").asInt();
        if (exitCode != 0) {
            entries.add(new Entry.Result("exit code " + exitCode, true));
        }
        return entries;
    }
}
