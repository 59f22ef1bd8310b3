package dev.coppice.money;

import java.util.HashMap;
import java.util.Map;

/**
 * Tokens that a model has read and written. No token counts twice: {@code input} leaves out what was read from a cache or written to one.
 * Agents, who are not trusted with numbers, tell them: what is negative is nothing, what no run can use is as much as one can.
 */
public record Usage(long input, long output, long cacheRead, long cacheWrite) {

    public static final Usage NONE = new Usage(0, 0, 0, 0);

    /** The sums of a million attempts fit into the database all the same. */
    private static final long MOST = 1_000_000_000_000L;

    public Usage {
        input = sound(input);
        output = sound(output);
        cacheRead = sound(cacheRead);
        cacheWrite = sound(cacheWrite);
    }

    private static long sound(long tokens) {
        return Math.clamp(tokens, 0, MOST);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    public Usage plus(Usage other) {
        return new Usage(
                input + other.input, output + other.output, cacheRead + other.cacheRead, cacheWrite + other.cacheWrite);
    }

    /** What came after {@code before}, of a count that goes on from there. */
    public Usage since(Usage before) {
        return new Usage(
                input - before.input,
                output - before.output,
                cacheRead - before.cacheRead,
                cacheWrite - before.cacheWrite);
    }

    /** By model, what was counted since {@code before}, by a count that goes on from there; all of it, if it has begun anew. */
    public static Map<String, Usage> since(Map<String, Usage> before, Map<String, Usage> total) {
        boolean goesOn = before.entrySet().stream()
                .allMatch(entry -> entry.getValue().isWithin(total.getOrDefault(entry.getKey(), NONE)));
        if (!goesOn) {
            return Map.copyOf(total);
        }
        var usage = new HashMap<String, Usage>();
        total.forEach((model, all) -> usage.put(model, all.since(before.getOrDefault(model, NONE))));
        return usage;
    }

    private boolean isWithin(Usage whole) {
        return plus(whole.since(this)).equals(whole);
    }
}
