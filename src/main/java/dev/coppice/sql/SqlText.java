package dev.coppice.sql;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A written-out statement with {@code :named} parameters, translated once to the driver's question marks. It knows no quoting:
 * statements must not hold a colon before a letter inside a literal; a cast's two colons are left alone.
 */
public record SqlText(String positional, List<String> names) {

    private static final Pattern NAME = Pattern.compile("(?<!:):([a-z][A-Za-z]*)");

    public static SqlText of(String text) {
        var matcher = NAME.matcher(text);
        var names = matcher.results().map((MatchResult found) -> found.group(1)).toList();
        return new SqlText(matcher.reset().replaceAll("?"), names);
    }
}
