package dev.coppice.plan.head;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an entry of a list as a task: {@code - [ ] **Task 1.1: Title**}, or {@code - task-001: Title} inside a group. */
public final class Entry {

    private static final int LONGEST = 2_000;
    private static final String BULLET = "\\s{0,3}[-*+]\\s+";
    private static final String BOX = "\\\\?\\[(.?)\\\\?]\\\\?\\*?\\s+";
    private static final Pattern BOLD = Pattern.compile(BULLET + BOX + "\\*\\*(.+?)\\*\\*\\s*[:：]?\\s*(.*)");
    private static final Pattern QUEUED =
            Pattern.compile(BULLET + "(?:" + BOX + ")?(task-[0-9]{1,9})\\s*[:：]\\s*(.+)", Pattern.CASE_INSENSITIVE);

    private Entry() {}

    public static Head read(String line, boolean inGroup) {
        if (line.length() > LONGEST) {
            return new Head.Other();
        }
        Matcher queued = QUEUED.matcher(line);
        if (inGroup && queued.matches()) {
            String box = queued.group(1) == null ? "" : queued.group(1);
            Mark mark = queued.group(1) == null ? Mark.NONE : Mark.ofBox(box);
            return new Head.Task(queued.group(2), queued.group(3).strip(), mark, box);
        }
        Matcher bold = BOLD.matcher(line);
        return bold.matches()
                ? readBold(bold.group(1), bold.group(2), bold.group(3).strip())
                : new Head.Other();
    }

    private static Head readBold(String box, String bold, String rest) {
        Head head = HeadReader.readEntry(box, bold);
        // "**Task 1.1:** Title": only the number is bold.
        return head instanceof Head.Unreadable && !rest.isEmpty()
                ? HeadReader.readEntry(box, bold.replaceFirst("[:：]$", "") + ": " + rest)
                : head;
    }
}
