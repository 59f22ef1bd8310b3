package dev.coppice.project;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A repository's own wording of the prompt, with placeholders for what differs from task to task. */
public record PromptTemplate(String text) {

    /** Two braces, and a placeholder if they begin one. */
    private static final Pattern OPENING = Pattern.compile("\\{\\{(?:([^{}\\r\\n]{0,60})}})?");

    /** A value may have megabytes. */
    private static final int MOST_OF_ONE = 3;

    /** What a template may ask for; it writes the word in lower case between double braces. */
    public enum Placeholder {
        TASK,
        TITLE,
        FILES,
        BODY,
        CRITERIA,
        CHECKS,
        CONTEXT,
        DELIVERED,
        INSTRUCTIONS;

        /** As it stands in a template. */
        public String written() {
            return "{{" + name().toLowerCase(Locale.ROOT) + "}}";
        }

        private static Optional<Placeholder> of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word.strip()))
                    .findFirst();
        }
    }

    /**
     * Checks a text that somebody wrote as a template.
     *
     * @throws IllegalArgumentException if it is none; the message is the rest of a sentence about it
     */
    static PromptTemplate checked(String text) {
        var template = new PromptTemplate(text);
        template.openings().forEach(template::refuseUnknown);
        if (template.count(Placeholder.BODY) == 0) {
            throw new IllegalArgumentException("has no {{body}}: an agent would not be told its task");
        }
        for (var placeholder : Placeholder.values()) {
            if (template.count(placeholder) > MOST_OF_ONE) {
                throw new IllegalArgumentException(
                        "has " + placeholder.written() + " more than " + MOST_OF_ONE + " times");
            }
        }
        return template;
    }

    private Stream<MatchResult> openings() {
        return OPENING.matcher(text).results();
    }

    private long count(Placeholder wanted) {
        return openings()
                .flatMap(opening -> placeholder(opening).stream())
                .filter(wanted::equals)
                .count();
    }

    private void refuseUnknown(MatchResult opening) {
        if (placeholder(opening).isEmpty()) {
            long line = text.substring(0, opening.end()).lines().count();
            throw new IllegalArgumentException("line " + line + ": there is no placeholder "
                    + opening.group().replaceAll("\\p{Cntrl}", "?") + "; there are: " + all());
        }
    }

    private static String all() {
        return Arrays.stream(Placeholder.values()).map(Placeholder::written).collect(Collectors.joining(", "));
    }

    private static Optional<Placeholder> placeholder(MatchResult opening) {
        return Optional.ofNullable(opening.group(1)).flatMap(Placeholder::of);
    }

    /** The text with each placeholder's value. Values are data: what looks like a placeholder in one of them stays as it is. */
    public String filled(Function<Placeholder, String> values) {
        return OPENING.matcher(text)
                .replaceAll(opening -> Matcher.quoteReplacement(
                        placeholder(opening).map(values).orElse(opening.group())));
    }
}
