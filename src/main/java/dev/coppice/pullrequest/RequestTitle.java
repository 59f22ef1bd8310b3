package dev.coppice.pullrequest;

import dev.coppice.process.Legible;
import java.util.Map;

/** The one line that names a pull request. Forges take no markup there, so nothing in it can be escaped. */
public final class RequestTitle {

    /** GitLab takes 255, with the word before the title of a draft. */
    private static final int LONGEST = 200;

    /**
     * What in a title, or in the message of the commit that is made of it, would call people, close issues or point at them; in signs that
     * look alike and mean nothing.
     */
    private static final Map<String, String> HARMLESS = Map.of(
            "@", "\uFF20",
            "#", "\uFF03",
            "!", "\uFF01",
            "://", "\uFF1A//",
            "GH-", "GH\u2010",
            "gh-", "gh\u2010");

    private RequestTitle() {}

    /** For the result of the plan of that name, which may be anything. */
    public static String of(String plan) {
        var name = plan;
        for (var sign : HARMLESS.entrySet()) {
            name = name.replace(sign.getKey(), sign.getValue());
        }
        return line("Coppice: " + name);
    }

    /** As somebody has asked for it, on one line. */
    public static String line(String text) {
        var line = Legible.text(text).replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
