package dev.coppice.report;

/** The end of a text, which says most about what went wrong. */
final class LastLines {

    private static final int MOST = 50;
    private static final int MOST_CHARACTERS = 8_000;

    private LastLines() {}

    /** Without line breaks at the end. */
    static String of(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        int from = end;
        for (int line = 0; line < MOST && from >= 0; line++) {
            from = text.lastIndexOf('\n', from - 1);
        }
        return text.substring(Math.max(from + 1, end - MOST_CHARACTERS), end);
    }
}
