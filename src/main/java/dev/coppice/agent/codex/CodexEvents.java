package dev.coppice.agent.codex;

import dev.coppice.agent.program.EventLine;
import dev.coppice.money.Usage;
import java.util.Optional;

/** Reads the lines of the codex CLI. Whatever is unknown, of another type or no JSON at all is left out: versions differ. */
final class CodexEvents {

    private CodexEvents() {}

    static Optional<CodexEvent> read(String line) {
        var event = EventLine.of(line);
        return switch (event.text("type")) {
            case "thread.started" -> Optional.of(new CodexEvent.Began(event.text("thread_id")));
            case "item.completed" -> item(event.in("item"));
            case "turn.completed" -> Optional.of(completed(event.in("usage")));
            case "turn.failed" ->
                Optional.of(new CodexEvent.Broke(event.in("error").text("message")));
            case "error" -> Optional.of(new CodexEvent.Complained(event.text("message")));
            default -> Optional.empty();
        };
    }

    private static Optional<CodexEvent> item(EventLine item) {
        return switch (item.text("type")) {
            case "command_execution", "file_change" -> Optional.of(new CodexEvent.Worked());
            case "error" -> Optional.of(new CodexEvent.Complained(item.text("message")));
            default -> Optional.empty();
        };
    }

    /** The CLI counts what came from a cache, or went to one, as input too. */
    private static CodexEvent completed(EventLine usage) {
        long read = usage.count("cached_input_tokens");
        long written = usage.count("cache_write_input_tokens");
        return new CodexEvent.Completed(
                new Usage(usage.count("input_tokens") - read - written, usage.count("output_tokens"), read, written));
    }
}
