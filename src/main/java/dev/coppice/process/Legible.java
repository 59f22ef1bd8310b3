package dev.coppice.process;

import java.util.regex.Pattern;

/** Turns what a program printed into text that cannot move a cursor, colour a terminal or turn the reading direction. */
public final class Legible {

    /** Escape sequences: CSI (colours, cursor), OSC (titles, links) up to its end, and the two-character rest. */
    private static final Pattern ESCAPES =
            Pattern.compile("\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B\n]*(?:\u0007|\u001B\\\\)?|[@-Z\\\\^_])");

    /** A lone carriage return overwrites the line on a terminal, as progress bars do: here it begins a new one. */
    private static final Pattern LINE_ENDS = Pattern.compile("\r\n?");

    private static final Pattern CONTROLS =
            Pattern.compile("[\\p{Cntrl}\u0080-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF&&[^\n\t]]");

    private Legible() {}

    /** The same text without escape sequences; every other control character but tab and line feed becomes a mark. */
    public static String text(String printed) {
        String plain =
                LINE_ENDS.matcher(ESCAPES.matcher(printed).replaceAll("")).replaceAll("\n");
        return CONTROLS.matcher(plain).replaceAll("\uFFFD");
    }
}
