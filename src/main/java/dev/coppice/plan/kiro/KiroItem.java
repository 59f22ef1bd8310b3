package dev.coppice.plan.kiro;

import dev.coppice.plan.checklist.Item;
import dev.coppice.plan.head.NumberKey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An item with its number taken off; the number is "" if it has none. {@code parallel} is the marker (P). */
record KiroItem(Item item, String number, String title, boolean parallel) {

    private static final Pattern NUMBERED =
            Pattern.compile("([0-9]{1,9}(?:(?:\\.[0-9]{1,9}){1,7}[A-Za-z]?[.)]?|[.)]))\\s+(.+)");
    private static final Pattern PARALLEL = Pattern.compile("\\(P\\)\\s*|(?=.*\\s\\(P\\)$)");

    static KiroItem of(Item item) {
        Matcher numbered = NUMBERED.matcher(item.text());
        String number = numbered.matches() ? numbered.group(1).replaceFirst("[.)]$", "") : "";
        String title = numbered.matches() ? numbered.group(2).strip() : item.text();
        Matcher parallel = PARALLEL.matcher(title);
        return parallel.lookingAt()
                ? new KiroItem(item, number, title.replaceFirst("^\\(P\\)\\s*|\\s*\\(P\\)$", ""), true)
                : new KiroItem(item, number, title, false);
    }

    boolean isNumbered() {
        return !number.isEmpty();
    }

    boolean isTop() {
        return isNumbered() ? !number.contains(".") : item.indent() == 0;
    }

    NumberKey key() {
        return NumberKey.of(number);
    }
}
