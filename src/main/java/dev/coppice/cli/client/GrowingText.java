package dev.coppice.cli.client;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/** What is new in a text that grows at its end, and of which the middle may be left out once it has grown too long. */
final class GrowingText {

    /** A text from one of its bytes to its end. */
    record Part(String text) {}

    private static final int LONGEST_TRACE = 1_000;

    private final OptionalInt firstLines;
    private boolean isBegun;
    private int length;
    private long bytes;
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
        bytes = bytes(all.substring(0, end));
        trace = trace(all.substring(0, end));
        return all.substring(from, end);
    }

    /** The byte from which on a part of the text tells what is new: a little before what was taken last. 0 if nothing was taken yet. */
    long next() {
        return bytes - bytes(trace);
    }

    /** The same of a part of the text that begins at {@link #next}; empty if the text no longer has there what was taken last. */
    Optional<String> news(Part part, boolean isComplete) {
        var text = part.text();
        if (!text.startsWith(trace)) {
            return Optional.empty();
        }
        int end = isComplete ? text.length() : Math.max(trace.length(), text.lastIndexOf('\n') + 1);
        var news = text.substring(trace.length(), end);
        length += news.length();
        bytes += bytes(news);
        trace = trace(text.substring(0, end));
        return Optional.of(news);
    }

    /** The end of a text, beginning with a whole character. */
    private static String trace(String text) {
        int from = Math.max(0, text.length() - LONGEST_TRACE);
        boolean isWithin = from > 0 && Character.isLowSurrogate(text.charAt(from));
        return text.substring(isWithin ? from + 1 : from);
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
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
