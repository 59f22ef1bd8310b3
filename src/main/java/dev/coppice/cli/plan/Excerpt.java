package dev.coppice.cli.plan;

import dev.coppice.cli.terminal.OneLine;
import dev.coppice.cli.terminal.Paint;

/** A line of a plan as a terminal may show it, cut around one of its columns, with a caret below that. */
record Excerpt(String source, int line, int column, Paint paint) {

    private static final int WIDEST = 120;
    private static final int BEFORE = 60;

    /** Nothing of a blank line. */
    String text() {
        if (source.isBlank()) {
            return "";
        }
        int at = Math.clamp(column - 1L, 0, source.length());
        int from = source.length() > WIDEST ? whole(Math.max(0, at - BEFORE)) : 0;
        int to = whole(Math.min(source.length(), from + WIDEST));
        String number = "%5d".formatted(line);
        String left = from > 0 ? "..." : "";
        String shown = left + OneLine.of(source.substring(from, to)) + (to < source.length() ? "..." : "");
        String gap = left.isEmpty() ? "" : "   ";
        return paint.faint(number + " | ") + shown + "\n" + paint.faint(" ".repeat(number.length()) + " | ") + gap
                + space(OneLine.of(source.substring(from, Math.clamp(at, from, to)))) + paint.red("^") + "\n";
    }

    /** Never between the two halves of a character. */
    private int whole(int index) {
        boolean isBetween = index > 0
                && index < source.length()
                && Character.isLowSurrogate(source.charAt(index))
                && Character.isHighSurrogate(source.charAt(index - 1));
        return isBetween ? index - 1 : index;
    }

    private static String space(String before) {
        return " ".repeat(before.codePoints().map(Excerpt::width).sum());
    }

    /** Terminals show letters of East Asia over two columns, and marks that combine over none. */
    private static int width(int letter) {
        int type = Character.getType(letter);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean isWide = (letter >= 0x1100 && letter <= 0x115F)
                || (letter >= 0x2E80 && letter <= 0xA4CF)
                || (letter >= 0xAC00 && letter <= 0xD7A3)
                || (letter >= 0xF900 && letter <= 0xFAFF)
                || (letter >= 0xFE30 && letter <= 0xFE6F)
                || (letter >= 0xFF00 && letter <= 0xFF60)
                || (letter >= 0xFFE0 && letter <= 0xFFE6)
                || (letter >= 0x1F300 && letter <= 0x1FAFF)
                || (letter >= 0x20000 && letter <= 0x3FFFD);
        return isWide ? 2 : 1;
    }
}
