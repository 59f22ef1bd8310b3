package dev.coppice.plan.head;

import java.util.regex.Pattern;

/** What a checkbox, a tick or a struck-out title says about a task. */
public enum Mark {
    NONE,
    OPEN,
    DONE,
    UNKNOWN,
    DROPPED;

    private static final Pattern STATUS_DONE =
            Pattern.compile("(?i)(\\*\\*|`)?(\\[x]|✅|☑|completed?\\b|done\\b|finished\\b).*");

    /** The mark of the character between the brackets of a checkbox. */
    public static Mark ofBox(String character) {
        return switch (character.strip()) {
            case "" -> OPEN;
            case "x", "X", "✅", "✓", "✔" -> DONE;
            default -> UNKNOWN;
        };
    }

    /** The mark of the value of a Status field. */
    public static Mark ofStatus(String status) {
        return STATUS_DONE.matcher(status.strip()).matches() ? DONE : NONE;
    }

    /** Two marks on one task: struck out beats done, done beats unknown, and any mark beats none. */
    public Mark and(Mark other) {
        for (Mark strongest : new Mark[] {DROPPED, DONE, UNKNOWN, OPEN}) {
            if (this == strongest || other == strongest) {
                return strongest;
            }
        }
        return NONE;
    }
}
