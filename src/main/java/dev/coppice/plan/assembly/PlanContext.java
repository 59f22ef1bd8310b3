package dev.coppice.plan.assembly;

import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.outline.PlanSource;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a plan says of the whole before its first batch or task, such as its goal and what all of its tasks have to mind. */
public final class PlanContext {

    /** In characters: every task's agent reads it, and needs room for its task. */
    public static final int LONGEST = 20_000;

    public static final String REST = "\n(The rest of it is left out here.)";

    private PlanContext() {}

    /** The exact lines without blank ones at both ends, cut at the end of a line where they are too long; "" if there are none. */
    public static String of(PlanSource source, Structure structure) {
        var text = source.outline().source();
        int first = source.frontMatter().lines() + 1;
        int last = firstHead(structure).orElse(text.lines() + 1) - 1;
        while (first <= last && text.line(first).isBlank()) {
            first++;
        }
        while (first <= last && isFiller(text.line(last))) {
            last--;
        }
        return shortened(text.slice(first, last).stripTrailing());
    }

    private static OptionalInt firstHead(Structure structure) {
        return IntStream.concat(
                        structure.groupHeads.stream().mapToInt(Integer::intValue),
                        structure.tasks.stream().mapToInt(task -> task.line))
                .min();
    }

    private static boolean isFiller(String line) {
        return line.isBlank() || line.matches(" {0,3}(-{3,}|\\*{3,}|_{3,}) *");
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Stream.of(text.lastIndexOf('\n', LONGEST), text.lastIndexOf('\r', LONGEST))
                .filter(at -> at > LONGEST / 2)
                .max(Integer::compare)
                .orElse(Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
        return text.substring(0, end).stripTrailing() + REST;
    }
}
