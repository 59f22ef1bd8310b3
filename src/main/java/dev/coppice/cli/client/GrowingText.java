package dev.coppice.cli.client;

import java.util.OptionalInt;

/** What is new in a text that grows at its end, and of which the middle may be left out once it has grown too long. */
final class GrowingText {

    private static final int LONGEST_TRACE = 1_000;

    private final OptionalInt firstLines;
    private boolean isBegun;
    private int length;
    private String trace = "";

    /** At first only the last lines count, if so many are wanted. */
    GrowingText(OptionalInt firstLines) {
        this.firstLines = firstLines;
    }

    /** What came since the last call, in whole lines unless nothing comes any more. */
    String news(String all, boolean isComplete) {
        int end = isComplete ? all.length() : all.lastIndexOf('\n') + 1;
        int from = Math.min(isBegun ? from(all) : begin(all, end), end);
        isBegun = true;
        length = end;
        trace = all.substring(Math.max(0, end - LONGEST_TRACE), end);
        return all.substring(from, end);
    }

    /** A text that no longer has there what was printed last was shortened; what is found of that again is not printed twice. */
    private int from(String all) {
        boolean isAsBefore = all.length() >= length && all.startsWith(trace, length - trace.length());
        if (isAsBefore) {
            return length;
        }
        int found = all.lastIndexOf(trace);
        return found < 0 ? 0 : found + trace.length();
    }

    private int begin(String all, int end) {
        if (firstLines.isEmpty()) {
            return 0;
        }
        int from = end > 0 && all.charAt(end - 1) == '\n' ? end - 1 : end;
        for (int line = 0; line < firstLines.getAsInt() && from >= 0; line++) {
            from = all.lastIndexOf('\n', from - 1);
        }
        return from + 1;
    }
}
