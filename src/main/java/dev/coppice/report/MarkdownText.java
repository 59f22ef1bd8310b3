package dev.coppice.report;

import java.util.regex.Pattern;

/** Makes text from plans, agents and checks part of a Markdown document in which it stays text. */
final class MarkdownText {

    private static final String MARKUP = "\\`*_[]<>#|~&:@!$\"{}=^'";
    private static final Pattern DOTS_OF_LINKS = Pattern.compile("(?i)(?<=www)\\.");
    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final int LONGEST = 200;

    private MarkdownText() {}

    /**
     * On one line, in a table as well as within HTML. Code in HTML, because nothing mentions people or issues in there, and characters by
     * their numbers, because a span between backticks can neither hold every pipe in a table nor be written within HTML.
     */
    static String inline(String text) {
        var harmless = new StringBuilder("<code>");
        oneLine(text).codePoints().forEach(c -> append(harmless, c));
        return DOTS_OF_LINKS.matcher(harmless).replaceAll("&#46;") + "</code>";
    }

    private static void append(StringBuilder harmless, int c) {
        if (c >= 128 || MARKUP.indexOf(c) < 0) {
            harmless.appendCodePoint(c);
            return;
        }
        harmless.append("&#").append(c).append(';');
        if (c == '@') {
            // Addresses are looked for in the finished text; a comment takes it apart.
            harmless.append("<!-- -->");
        }
    }

    private static String oneLine(String text) {
        var visible = text.codePoints()
                .limit(LONGEST)
                .map(c -> isInvisible(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return (text.codePointCount(0, text.length()) > LONGEST ? visible + "..." : visible).strip();
    }

    private static boolean isInvisible(int c) {
        return Character.isISOControl(c)
                || switch (Character.getType(c)) {
                    case Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> true;
                    default -> false;
                };
    }

    /** Lines as they are, between fences that nothing in them can end. */
    static String block(String lines) {
        int longest = BACKTICKS
                .matcher(lines)
                .results()
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(0);
        var fence = "`".repeat(Math.max(3, longest + 1));
        return fence + "text\n" + lines + "\n" + fence;
    }
}
