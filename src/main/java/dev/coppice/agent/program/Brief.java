package dev.coppice.agent.program;

import dev.coppice.process.Legible;

/** Words that others have chosen, made fit to stand in a message: one line, harmless, not without end. */
public final class Brief {

    private static final int LONGEST = 500;

    private Brief() {}

    public static String of(String words) {
        // Cut first: what is thrown away need not be made legible.
        var begin = words.length() > 2 * LONGEST ? words.substring(0, 2 * LONGEST) : words;
        var line = Legible.text(begin).replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, end(line)) + " …";
    }

    private static int end(String line) {
        return Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }
}
