package dev.coppice.agent.program;

import java.util.List;

/**
 * What people read of what a model and its tools say. Every line of it begins in a way that no line of Coppice's own begins: whatever they
 * say, they cannot pass for it.
 */
public sealed interface Entry {

    /** What the model says. */
    record Text(String text) implements Entry {}

    /** What the model thinks aloud. */
    record Thought(String text) implements Entry {}

    /** The model uses a tool; the input is the part of it that tells most. */
    record Call(String tool, String input) implements Entry {}

    /** What follows is the result of this call, which was not the last one. */
    record Returned(Call call) implements Entry {}

    /** What a tool gave back. */
    record Result(String output, boolean isError) implements Entry {}

    /** As they stand in the log: harmless, and not without end. */
    default List<String> lines() {
        return switch (this) {
            case Text(var text) -> prefixed("> ", Folded.of(text, 200, 20_000));
            case Thought(var text) -> prefixed("~ ", Folded.of(text, 10, 1_000));
            case Call call -> List.of("tool " + words(call));
            case Returned(var call) -> List.of("result of " + words(call));
            case Result(var output, boolean isError) ->
                prefixed(isError ? "  ! " : "  | ", Folded.of(output, 10, 1_000));
        };
    }

    private static String words(Call call) {
        return Brief.of(call.tool().isBlank() ? "?" : call.tool())
                + (call.input().isBlank() ? "" : ": " + Brief.of(call.input()));
    }

    private static List<String> prefixed(String prefix, List<String> lines) {
        return lines.stream().map(prefix::concat).toList();
    }
}
