package dev.coppice.plan.head;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows a group's number: the title, and what the remarks in parentheses say. {@code dependencies} is "" if no
 * remark speaks of them, and {@code mode} likewise.
 */
public record GroupTitle(String text, String mode, String dependencies, OptionalInt announced) {

    private static final Pattern REMARK = Pattern.compile("\\s*[(（]([^()（）]*)[)）]");
    private static final Pattern LEADING = Pattern.compile("^" + HeadReader.SEPARATOR);
    private static final Pattern DEPENDS =
            Pattern.compile("(?i)(?:depends?\\s+(?:only\\s+)?on|depends?\\s*:|after)\\s+(.*)");
    private static final Pattern FREE = Pattern.compile("(?i)no\\s+dependenc(?:y|ies)\\b.*");
    private static final Pattern MODE = Pattern.compile("(?i)(parallel|sequential|serial)\\b.*");
    private static final Pattern COUNT = Pattern.compile(
            "(?i)([0-9]{1,6})\\s+(?:parallel\\s+)?(?:tasks?|parallel|sequential)\\b.*|.*\\b([0-9]{1,6})\\s+(?:implementers?|agents?|workers?)\\b.*");

    public static GroupTitle of(String rest) {
        var title = new GroupTitle(rest, "", "", OptionalInt.empty());
        Matcher remark = REMARK.matcher(rest);
        while (remark.find()) {
            for (String part : remark.group(1).split("[;；]", -1)) {
                title = title.with(part.strip(), remark.group());
            }
        }
        String text = LEADING.matcher(title.text.strip()).replaceFirst("");
        return new GroupTitle(text.strip(), title.mode, title.dependencies, title.announced);
    }

    /** A title whose parentheses are part of it. */
    public static GroupTitle plain(String text) {
        return new GroupTitle(text, "", "", OptionalInt.empty());
    }

    private GroupTitle with(String part, String whole) {
        Matcher depends = DEPENDS.matcher(part);
        if (depends.matches()) {
            return new GroupTitle(text.replace(whole, ""), mode, depends.group(1), announced);
        }
        if (FREE.matcher(part).matches()) {
            return new GroupTitle(text.replace(whole, ""), mode, "none", announced);
        }
        Matcher modes = MODE.matcher(part);
        Matcher counts = COUNT.matcher(part);
        if (!modes.matches() && !counts.matches()) {
            return this;
        }
        // The announced number of agents says how many tasks the author counted, as "3 tasks" does.
        OptionalInt count = counts.matches()
                ? OptionalInt.of(Integer.parseInt(counts.group(1) == null ? counts.group(2) : counts.group(1)))
                : announced;
        return new GroupTitle(text.replace(whole, ""), modes.matches() ? modes.group(1) : mode, dependencies, count);
    }
}
