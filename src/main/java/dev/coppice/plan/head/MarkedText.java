package dev.coppice.plan.head;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A head's text without the checkbox, the tick and the strike-through around it. */
public record MarkedText(String text, Mark mark, String box) {

    private static final Pattern LEADING =
            Pattern.compile("(?:\\\\?\\[(.?)\\\\?]\\\\?\\*?\\s*)?((?:✅|☑)\\uFE0F?\\s*)?(.*)");
    private static final Pattern TRAILING =
            Pattern.compile("(.*\\S)?\\s*(?:\\[(.?)]|(?:✅|☑)\\uFE0F?|(?i:[(（](?:COMPLETED?|DONE)[)）]))");

    private static final String FIRST = "\\[✅☑~";
    private static final String LAST = "]✅☑\uFE0F)）";

    public static MarkedText of(String raw) {
        String whole = raw.strip();
        if (isPlain(whole)) {
            return new MarkedText(whole, Mark.NONE, "");
        }
        Matcher leading = LEADING.matcher(whole);
        if (!leading.matches()) {
            return new MarkedText(whole, Mark.NONE, "");
        }
        String box = leading.group(1);
        Mark mark = box == null ? Mark.NONE : Mark.ofBox(box);
        mark = leading.group(2) == null ? mark : mark.and(Mark.DONE);
        return withoutTrailing(leading.group(3).strip(), mark, box == null ? "" : box);
    }

    /** Whether neither end looks like a mark: so most heads are, and most of what is no head. */
    private static boolean isPlain(String text) {
        return text.isEmpty()
                || (FIRST.indexOf(text.charAt(0)) < 0 && LAST.indexOf(text.charAt(text.length() - 1)) < 0);
    }

    private static MarkedText withoutTrailing(String text, Mark mark, String box) {
        if (text.startsWith("~~")) {
            return new MarkedText(text.replace("~~", ""), Mark.DROPPED, box);
        }
        Matcher trailing = TRAILING.matcher(text);
        if (text.isEmpty() || LAST.indexOf(text.charAt(text.length() - 1)) < 0 || !trailing.matches()) {
            return new MarkedText(text, mark, box);
        }
        String last = trailing.group(2) == null ? "x" : trailing.group(2);
        return new MarkedText(
                trailing.group(1) == null ? "" : trailing.group(1).strip(), mark.and(Mark.ofBox(last)), last);
    }
}
