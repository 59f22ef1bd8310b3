package dev.coppice.plan.outline;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which lines would be code if fences nested, as authors believe who put a document with code blocks into a code
 * block. In CommonMark the first inner closing fence ends the outer block, and all later fences change their sense.
 */
public final class FenceNesting {

    private static final Pattern FENCE = Pattern.compile("\\s*(`{3,}+|~{3,}+)\\s*([^`]*)");
    private static final int LONGEST = 1_000;

    /** An open fence, and the line it began at. */
    private record Open(char mark, int length, boolean holdsMarkdown, int line) {}

    private final Outline outline;
    private final BitSet code = new BitSet();
    private final Deque<Open> open = new ArrayDeque<>();

    private FenceNesting(Outline outline) {
        this.outline = outline;
    }

    public static FenceNesting of(Outline outline) {
        var nesting = new FenceNesting(outline);
        int lines = outline.source().lines();
        for (int line = 1; line <= lines; line++) {
            nesting.read(line);
        }
        if (!nesting.open.isEmpty()) {
            // This reading does not come out even, so from here on CommonMark's is the only one there is.
            for (int line = nesting.open.getLast().line(); line <= lines; line++) {
                nesting.code.set(line, outline.place(line) == Place.FENCE);
            }
        }
        return nesting;
    }

    public boolean isCode(int line) {
        return code.get(line);
    }

    private void read(int line) {
        String text = outline.source().line(line);
        boolean candidate = text.length() <= LONGEST && (text.contains("```") || text.contains("~~~"));
        if (candidate && outline.place(line) != Place.FRONT_MATTER) {
            Matcher fence = FENCE.matcher(text);
            if (fence.matches()) {
                code.set(line);
                readFence(fence.group(1), fence.group(2).strip(), line);
                return;
            }
        }
        code.set(line, !open.isEmpty());
    }

    private void readFence(String marks, String info, int line) {
        Open outer = open.peek();
        var fence = new Open(
                marks.charAt(0), marks.length(), new Fence(line, line, info, "", true).mayHoldMarkdown(), line);
        if (outer == null) {
            open.push(fence);
        } else if (marks.charAt(0) == outer.mark() && marks.length() >= outer.length()) {
            if (info.isEmpty()) {
                open.pop();
            } else if (outer.holdsMarkdown()) {
                open.push(fence);
            }
        }
    }
}
