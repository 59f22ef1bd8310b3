package dev.coppice.plan.text;

import java.util.ArrayList;
import java.util.List;

/** A plan's text, cut into lines that are counted from 1; a line is given without its end. */
public final class SourceText {

    private final String text;
    private final List<Integer> starts;

    public SourceText(String text) {
        this.text = text;
        this.starts = lineStarts(text);
    }

    private static List<Integer> lineStarts(String text) {
        List<Integer> starts = new ArrayList<>();
        starts.add(0);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean half = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if ((c == '\n' || c == '\r') && !half) {
                starts.add(i + 1);
            }
        }
        if (starts.size() > 1 && starts.getLast() == text.length()) {
            starts.removeLast();
        }
        return starts;
    }

    public String text() {
        return text;
    }

    public int lines() {
        return starts.size();
    }

    public String line(int number) {
        int start = starts.get(number - 1);
        int end = endOf(number);
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The exact source from the first line to the last one, line ends included. */
    public String slice(int first, int last) {
        return last < first ? "" : text.substring(starts.get(first - 1), endOf(last));
    }

    /** The line that holds the character at an offset. */
    public int lineAt(int offset) {
        int low = 0;
        int high = starts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts.get(middle) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low + 1;
    }

    private int endOf(int number) {
        return number < starts.size() ? starts.get(number) : text.length();
    }
}
