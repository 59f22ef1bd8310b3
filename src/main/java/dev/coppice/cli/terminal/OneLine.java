package dev.coppice.cli.terminal;

/** Makes text from a plan safe for a terminal: what it holds may be hostile, and escape sequences rewrite what is shown. */
public final class OneLine {

    private static final int LONGEST = 200;

    private OneLine() {}

    public static String of(String text) {
        String visible = text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.codePointCount(0, text.length()) > LONGEST ? visible + "..." : visible;
    }
}
