package dev.coppice.plan.text;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A plan's text, cut into lines that are counted from 1; a line is given without its end. */
public final class SourceText {

    private final String text;
    private final int[] starts;
    private final int skipped;
    private final @Nullable String[] lines;
    private int[] byteStarts = {};

    public SourceText(String text) {
        this(text, 0);
    }

    /** The text of a file that began with a number of bytes which are no text: a byte order mark. */
    public SourceText(String text, int skipped) {
        this.skipped = skipped;
        this.text = text;
        this.starts = lineStarts(text);
        this.lines = new String[starts.length];
    }

    private static int[] lineStarts(String text) {
        var starts = IntStream.builder().add(0);
        for (int i = 0; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            boolean half = c == '\r' && text.charAt(i + 1) == '\n';
            if ((c == '\n' || c == '\r') && !half) {
                starts.add(i + 1);
            }
        }
        return starts.build().toArray();
    }

    public String text() {
        return text;
    }

    public int lines() {
        return starts.length;
    }

    public String line(int number) {
        String known = lines[number - 1];
        if (known == null) {
            known = cut(number);
            lines[number - 1] = known;
        }
        return known;
    }

    private String cut(int number) {
        int start = starts[number - 1];
        int end = endOf(number);
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The exact source from the first line to the last one, line ends included. */
    public String slice(int first, int last) {
        return last < first ? "" : text.substring(starts[first - 1], endOf(last));
    }

    /** The line that holds the character at an offset. */
    public int lineAt(int offset) {
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low + 1;
    }

    public int startOf(int line) {
        return starts[line - 1];
    }

    /** The offset in the file's bytes of a character in the text. */
    public int byteOffset(int offset) {
        int line = lineAt(offset);
        return byteStarts()[line - 1] + bytes(startOf(line), offset);
    }

    /** The number of bytes between two characters. */
    public int bytes(int from, int to) {
        int bytes = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair stands for two of its four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    private int[] byteStarts() {
        if (byteStarts.length == 0) {
            byteStarts = new int[starts.length];
            byteStarts[0] = skipped;
            for (int i = 1; i < byteStarts.length; i++) {
                byteStarts[i] = byteStarts[i - 1] + bytes(starts[i - 1], starts[i]);
            }
        }
        return byteStarts;
    }

    private int endOf(int number) {
        return number < starts.length ? starts[number] : text.length();
    }
}
