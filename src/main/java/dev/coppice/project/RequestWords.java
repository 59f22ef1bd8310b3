package dev.coppice.project;

import java.util.regex.Pattern;

/** What may be a label of a pull request, and the name of a check, wherever it is said. */
public final class RequestWords {

    /** The most labels that one may have. */
    public static final int MOST_LABELS = 20;

    /** GitHub takes so long a label; a comma would be two of GitLab's. */
    private static final Pattern LABEL = Pattern.compile("[^\\p{Cntrl},]{1,50}");

    private static final Pattern CHECK = Pattern.compile("[^\\p{Cntrl}]{1,255}");

    private RequestWords() {}

    /** The label; an {@link IllegalArgumentException} says what is wrong with it, as the rest of a sentence about it. */
    public static String label(String text) {
        return checked(text, LABEL, "is no label: 1 to 50 characters without a comma");
    }

    /** Likewise for the name of a check. */
    public static String check(String text) {
        return checked(text, CHECK, "is no name of a check: 1 to 255 characters on one line");
    }

    private static String checked(String text, Pattern form, String otherwise) {
        var word = text.strip();
        if (!form.matcher(word).matches()) {
            throw new IllegalArgumentException(otherwise);
        }
        return word;
    }
}
