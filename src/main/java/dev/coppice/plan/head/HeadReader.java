package dev.coppice.plan.head;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of headings and entries as heads of groups and tasks; whether one may stand there is not asked here. */
public final class HeadReader {

    private static final int LONGEST = 500;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final String KIND = "(Batch|Phase|Wave|Part|Chunk|Track|Stage)";
    private static final String DIGITS = "[0-9]{1,9}(?:\\.[0-9]{1,9}){0,3}[A-Za-z]?";

    /** A colon, or a dash with space after it: between number and title. */
    public static final String SEPARATOR = "(?:\\s*[:：]\\s*|\\s*[—–](?:\\s+|$)|\\s+-\\s+)";

    private static final Pattern GROUP =
            Pattern.compile(KIND + "\\s+(" + DIGITS + "|[A-Za-z])(|\\s*[(（].*|" + SEPARATOR + ".*)", FLAGS);
    private static final Pattern LOOSE_GROUP = Pattern.compile(KIND + "\\s+(" + DIGITS + ")\\b.*", FLAGS);
    private static final Pattern TASK =
            Pattern.compile("Task\\s+(" + NumberKey.FORM + ")(?:" + SEPARATOR + "|\\.\\s+|\\.?$)(.*)", FLAGS);
    private static final Pattern LOOSE_TASK =
            Pattern.compile("Task\\s+(" + NumberKey.FORM + ")(?![\\w.]*\\w)\\s*(.*)", FLAGS);
    private static final Pattern NUMBERLESS =
            Pattern.compile("Task\\s*(?:[:：].*|\\s[A-Z](?:\\s*[:：—–-].*)?|\\s[\\w.#-]*[0-9][\\w.#-]*\\b.*)", FLAGS);
    private static final Pattern WORDY = Pattern.compile("Task\\s+[\\w-]+\\s*[:：].*", FLAGS);
    private static final Pattern BARE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9}){1,7}[A-Za-z]?)[.:：]?\\s+(.*)");

    private static final String BEGINNINGS = "bpwctsBPWCTS0123456789";

    private HeadReader() {}

    /** Reads a heading's text; only inside a group may a task's head be a bare "1.1 Title". */
    public static Head read(String text, boolean inGroup) {
        if (text.length() > LONGEST) {
            return text.matches("(?is)(?:task|batch|phase|wave)\\b.*")
                    ? new Head.Unreadable("", true, "a head has at most " + LONGEST + " characters")
                    : new Head.Other();
        }
        MarkedText marked = MarkedText.of(text);
        if (!mayBeHead(marked.text())) {
            return new Head.Other();
        }
        Matcher group = GROUP.matcher(marked.text());
        if (group.matches()) {
            return new Head.Group(capitalised(group.group(1)), group.group(2), group.group(3), marked.mark());
        }
        Head task = task(TASK.matcher(marked.text()), marked);
        if (task instanceof Head.Other && inGroup) {
            task = task(BARE.matcher(marked.text()), marked);
        }
        return task instanceof Head.Other ? unreadable(marked.text(), inGroup) : task;
    }

    /** Every head begins with one of a few words, or with a number; other alphabets have letters that count as these. */
    private static boolean mayBeHead(String text) {
        return !text.isEmpty() && (text.charAt(0) > 0x7F || BEGINNINGS.indexOf(text.charAt(0)) >= 0);
    }

    /** Reads the text of a list's entry, without its bold marks, as the head of a task. */
    public static Head readEntry(String box, String text) {
        MarkedText marked = MarkedText.of(text);
        return switch (task(TASK.matcher(marked.text()), marked)) {
            case Head.Task(var number, var title, var mark, var _) ->
                new Head.Task(number, title, Mark.ofBox(box).and(mark), box);
            case Head.Unreadable unreadable -> unreadable;
            case Head.Group _, Head.Other _ -> new Head.Other();
        };
    }

    private static Head task(Matcher matcher, MarkedText marked) {
        if (!matcher.matches()) {
            return new Head.Other();
        }
        String title = matcher.group(2).strip();
        return title.isEmpty()
                ? new Head.Unreadable(matcher.group(1), true, "a task needs a title after its number")
                : new Head.Task(matcher.group(1), title, marked.mark(), marked.box());
    }

    private static Head unreadable(String text, boolean inGroup) {
        Matcher loose = LOOSE_TASK.matcher(text);
        if (loose.matches()) {
            return new Head.Unreadable(loose.group(1), true, "a task needs a colon between its number and its title");
        }
        if (LOOSE_GROUP.matcher(text).matches()) {
            return new Head.Unreadable("", false, "not read as a group: no colon between its number and its title");
        }
        if (inGroup && NUMBERLESS.matcher(text).matches()) {
            return new Head.Unreadable("", true, "a task needs a number such as 1.1");
        }
        return WORDY.matcher(text).matches()
                ? new Head.Unreadable("", false, "not read as a task: it has no number")
                : new Head.Other();
    }

    private static String capitalised(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1).toLowerCase(Locale.ROOT);
    }
}
