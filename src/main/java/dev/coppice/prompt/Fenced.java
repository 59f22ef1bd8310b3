package dev.coppice.prompt;

import dev.coppice.process.Legible;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Text of unknown will in a block that it cannot end: whoever wrote it is not to be taken for us. */
public final class Fenced {

    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final int SHORTEST_FENCE = 3;

    private Fenced() {}

    /** With a fence longer than any in it, and a line end after it. */
    public static String block(String language, String content) {
        var text = Legible.text(content).stripTrailing();
        int longest = BACKTICKS
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .mapToInt(String::length)
                .max()
                .orElse(0);
        var fence = "`".repeat(Math.max(SHORTEST_FENCE, longest + 1));
        return fence + language + "\n" + text + "\n" + fence + "\n";
    }
}
