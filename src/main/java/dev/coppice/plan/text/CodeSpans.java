package dev.coppice.plan.text;

import java.util.ArrayList;
import java.util.List;

/** The code spans of a line, and the text around them. */
public record CodeSpans(List<Span> spans) {

    /** A code span with the text between the span before it, or the start of the line, and this one. */
    public record Span(String before, String code) {}

    public static CodeSpans of(String text) {
        List<Span> spans = new ArrayList<>();
        int from = 0;
        int open = text.indexOf('`');
        while (open >= 0) {
            String ticks = text.substring(open, endOfTicks(text, open));
            int close = closing(text, open + ticks.length(), ticks.length());
            if (close < 0) {
                break;
            }
            String code = text.substring(open + ticks.length(), close);
            spans.add(new Span(text.substring(from, open), unpadded(code)));
            from = close + ticks.length();
            open = text.indexOf('`', from);
        }
        spans.add(new Span(text.substring(from), ""));
        return new CodeSpans(spans);
    }

    private static int endOfTicks(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) == '`') {
            end++;
        }
        return end;
    }

    private static int closing(String text, int from, int length) {
        int tick = text.indexOf('`', from);
        while (tick >= 0) {
            int end = endOfTicks(text, tick);
            if (end - tick == length) {
                return tick;
            }
            tick = text.indexOf('`', end);
        }
        return -1;
    }

    /** CommonMark takes one space off both sides, so that a span can begin with a backtick. */
    private static String unpadded(String code) {
        boolean padded = code.length() > 2 && code.startsWith(" ") && code.endsWith(" ") && !code.isBlank();
        return padded ? code.substring(1, code.length() - 1) : code;
    }

    /** The spans alone. */
    public List<Span> codes() {
        return spans.subList(0, spans.size() - 1);
    }

    /** The text behind a span, up to the next one or, if a parenthesis is open there, up to its end. */
    public String after(int index) {
        StringBuilder text = new StringBuilder(spans.get(index + 1).before());
        for (int i = index + 1; i < spans.size() - 1 && text.indexOf("(") >= 0 && text.indexOf(")") < 0; i++) {
            text.append('`')
                    .append(spans.get(i).code())
                    .append('`')
                    .append(spans.get(i + 1).before());
        }
        return text.toString();
    }

    /** The text after the last span. */
    public String tail() {
        return spans.getLast().before();
    }

    public boolean isEmpty() {
        return spans.size() == 1;
    }
}
