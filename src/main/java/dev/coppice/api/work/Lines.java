package dev.coppice.api.work;

import java.util.Arrays;

/** Some lines of a text. */
sealed interface Lines {

    /** So many at its end. */
    record Last(int count) implements Lines {}

    /** So many after these. */
    record Part(int offset, int count) implements Lines {}

    /** The bytes of these lines, as they are: a line break byte is never a part of another character. */
    default byte[] of(byte[] text) {
        return switch (this) {
            case Last(int count) -> Arrays.copyOfRange(text, lastLines(text, count), text.length);
            case Part(int offset, int count) -> {
                int from = after(text, 0, offset);
                yield Arrays.copyOfRange(text, from, after(text, from, count));
            }
        };
    }

    private static int lastLines(byte[] text, int count) {
        int from = text.length;
        for (int line = 0; line < count && from > 0; line++) {
            from--;
            while (from > 0 && text[from - 1] != '\n') {
                from--;
            }
        }
        return from;
    }

    /** Where the text goes on after so many lines from there. */
    private static int after(byte[] text, int from, int count) {
        int at = from;
        for (int line = 0; line < count && at < text.length; line++) {
            while (at < text.length && text[at] != '\n') {
                at++;
            }
            at = Math.min(at + 1, text.length);
        }
        return at;
    }
}
