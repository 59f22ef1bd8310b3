package dev.coppice.plan.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a dependency field taken apart: what it names, and the remark that says no more ("" if none). A text
 * that starts with "none" names nothing, whatever numbers follow; {@code readable} is false if it ought to name
 * something and does not.
 */
public record DependencyText(List<Reference> references, String remark, boolean readable) {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE;
    private static final String KIND =
            "(tasks?|batch(?:es)?|phases?|waves?|parts?|chunks?|tracks?|stages?)\\b\\s*#?\\s*";
    private static final String NUMBER =
            "((?:[A-Za-z]{1,2}|task-)?[0-9]{1,9}(?:\\.[0-9]{1,9}){0,7}[A-Za-z]?)(?![A-Za-z0-9_]|\\.[0-9])";

    private static final Pattern NONE = Pattern.compile(
            "(?:none|nothing|n/a|no\\s+(?:dependenc|prerequisit))(?![A-Za-z0-9]*\\.[0-9]).*|无.*|[-–—]",
            FLAGS | Pattern.DOTALL);
    private static final Pattern PARENTHESES = Pattern.compile("[(（][^()（）]*[)）]");
    private static final Pattern ALL = Pattern.compile(
            "(?:all|every)\\s+(?:of\\s+)?(?:the\\s+)?(?:(?:prior|previous|preceding|earlier)\\b\\s*(?:tasks?|batch(?:es)?|phases?|groups?|ones)?|(?:tasks?|batch(?:es)?|phases?|groups?))\\b(?!\\s+(?:in|of|from)\\b)|all\\s*$",
            FLAGS);
    private static final Pattern UNDER = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9}){0,6})\\.x\\b", FLAGS);
    private static final Pattern ONE = Pattern.compile("(?:" + KIND + "|#)?" + NUMBER, FLAGS);
    private static final Pattern LETTER = Pattern.compile(KIND + "([A-Za-z])(?![A-Za-z0-9_])", FLAGS);
    private static final Pattern TO =
            Pattern.compile("\\s*(?:-|–|—|\\.{2,3}|to\\b|through\\b)\\s*(?:" + KIND + ")?" + NUMBER, FLAGS);
    private static final Pattern BETWEEN = Pattern.compile("\\s*(?:,|，|、|&|\\+|/|and\\b|plus\\b|\\s)\\s*", FLAGS);
    private static final Pattern LEAD = Pattern.compile(
            "(?:depends?\\s+on|after|upon|on|both|all|the|completion|output|results?|tasks?\\s+(?:in|of|from)|of|from|in|only)\\b\\s*:?\\s*",
            FLAGS);
    private static final Pattern AGREED = Pattern.compile(
            "(?:(?:is|are|be|being|has|have|to|must|all|both|fully)\\s+)*+(?:complet(?:e|ed|es|ing|ion)|done|finish(?:ed|es)?|landed?|merged)?[.。]?",
            FLAGS);
    private static final Pattern SUSPECT = Pattern.compile(
            "\\b(?:tasks?|batch(?:es)?|phases?)\\s+[0-9]|(?<![\\w.])[0-9]{1,9}\\.[0-9]{1,9}(?![\\w.]*[0-9])", FLAGS);

    public DependencyText {
        references = List.copyOf(references);
    }

    public static DependencyText of(String raw) {
        String text = firstSentence(raw).strip();
        if (text.isEmpty() || NONE.matcher(text).matches()) {
            return new DependencyText(List.of(), "", true);
        }
        String bare = text.split("[;；]", 2)[0];
        for (int depth = 0; depth < 5 && PARENTHESES.matcher(bare).find(); depth++) {
            bare = PARENTHESES.matcher(bare).replaceAll(" ");
        }
        return new Cursor(bare.replaceAll("[(（].*", "").replaceAll("[*`]", "").strip())
                .read(text.length() > bare.length());
    }

    /** The lines below belong to the value only if the line above leads on. */
    private static String firstSentence(String raw) {
        StringBuilder text = new StringBuilder();
        for (String line : raw.split("\n", -1)) {
            text.append(text.isEmpty() ? "" : " ").append(line.strip());
            if (!line.stripTrailing().matches("(?s).*(?:[,，+&]|\\band)")) {
                break;
            }
        }
        return text.toString();
    }

    /** Reads a text from left to right. */
    private static final class Cursor {

        private final Matcher matcher;
        private final String text;
        private final List<Reference> references = new ArrayList<>();
        private int at;
        private String kind = "";

        Cursor(String text) {
            this.text = text;
            this.matcher = ALL.matcher(text);
        }

        DependencyText read(boolean remarked) {
            while (next()) {
                skip(BETWEEN);
            }
            String rest = text.substring(at).strip();
            boolean agreed = AGREED.matcher(rest).matches();
            boolean readable = !references.isEmpty() && !SUSPECT.matcher(rest).find();
            return new DependencyText(references, agreed ? "" : rest, readable || (text.isEmpty() && remarked));
        }

        private boolean next() {
            int start = at;
            do {
                if (readReference()) {
                    return true;
                }
            } while (skip(LEAD));
            at = start;
            return false;
        }

        private boolean readReference() {
            if (skip(ALL)) {
                references.add(new Reference.AllPrior());
            } else if (skip(UNDER)) {
                references.add(new Reference.Under(matcher.group(1)));
            } else if (skip(ONE)) {
                kind = matcher.group(1) == null ? kind : singular(matcher.group(1));
                readRange(matcher.group(2));
            } else if (skip(LETTER)) {
                kind = singular(matcher.group(1));
                references.add(new Reference.One(kind, matcher.group(2)));
            } else {
                return false;
            }
            return true;
        }

        private void readRange(String from) {
            references.add(
                    skip(TO) ? new Reference.Range(kind, from, matcher.group(2)) : new Reference.One(kind, from));
        }

        private boolean skip(Pattern pattern) {
            matcher.usePattern(pattern).region(at, text.length());
            boolean found = matcher.lookingAt() && matcher.end() > at;
            at = found ? matcher.end() : at;
            return found;
        }

        private static String singular(String word) {
            String lower = word.toLowerCase(Locale.ROOT);
            return lower.equals("batches")
                    ? "batch"
                    : lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
        }
    }
}
