package dev.coppice.plan.head;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A number such as {@code 1.10} or {@code A1.2b} taken apart, so that 1.10 comes after 1.9 and 01 equals 1. */
public record NumberKey(String prefix, List<Long> parts, String suffix) implements Comparable<NumberKey> {

    /** The numbers of a task or group as they may stand in a plan; a subset of what TaskNumber accepts. */
    public static final String FORM = "(?:[A-Za-z]{1,2}|[Tt]ask-)?[0-9]{1,9}(?:\\.[0-9]{1,9}){0,7}[A-Za-z]?";

    private static final Pattern PARTS = Pattern.compile("([A-Za-z]*-?)([0-9.]*)([A-Za-z]?)");

    public static NumberKey of(String number) {
        var matcher = PARTS.matcher(number);
        if (!matcher.matches()) {
            return new NumberKey(number.toLowerCase(Locale.ROOT), List.of(), "");
        }
        List<Long> parts = new ArrayList<>();
        for (String part : matcher.group(2).split("\\.", -1)) {
            if (!part.isEmpty()) {
                parts.add(Long.parseLong(part));
            }
        }
        return new NumberKey(
                matcher.group(1).toLowerCase(Locale.ROOT),
                List.copyOf(parts),
                matcher.group(3).toLowerCase(Locale.ROOT));
    }

    /** Whether this number lies under another one: 3.1.2 under 3.1 and under 3. */
    public boolean isUnder(NumberKey other) {
        return prefix.equals(other.prefix)
                && parts.size() > other.parts.size()
                && parts.subList(0, other.parts.size()).equals(other.parts);
    }

    /** Whether this number is the next one after another: 1.4 after 1.3, 14 after 13. */
    public boolean continues(NumberKey other) {
        int last = parts.size() - 1;
        return last >= 0
                && parts.size() == other.parts.size()
                && prefix.equals(other.prefix)
                && parts.subList(0, last).equals(other.parts.subList(0, last))
                && parts.get(last) == other.parts.get(last) + 1;
    }

    public boolean isDotted() {
        return parts.size() > 1;
    }

    /** The first part of the number, or -1 if it has none. */
    public long first() {
        return parts.isEmpty() ? -1 : parts.getFirst();
    }

    @Override
    public int compareTo(NumberKey other) {
        int order = prefix.compareTo(other.prefix);
        for (int i = 0; order == 0 && i < Math.min(parts.size(), other.parts.size()); i++) {
            order = parts.get(i).compareTo(other.parts.get(i));
        }
        if (order == 0) {
            order = Integer.compare(parts.size(), other.parts.size());
        }
        return order != 0 ? order : suffix.compareTo(other.suffix);
    }
}
