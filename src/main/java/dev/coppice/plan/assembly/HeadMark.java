package dev.coppice.plan.assembly;

import dev.coppice.plan.DoneMark;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.text.SourceText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the box in a task's head, or the place where a tick would stand. */
final class HeadMark {

    private static final int LONGEST = 2_000;
    private static final Pattern LIST_BOX = Pattern.compile("\\s*(?:[-*+]|[0-9]{1,9}[.)])\\s+\\\\?\\[(.?)\\\\?].*");
    private static final Pattern HEADING_BOX = Pattern.compile("\\s*#{1,6}\\s+\\\\?\\[(.?)\\\\?].*");
    private static final Pattern TRAILING_BOX = Pattern.compile(".*\\s\\[(.?)]\\s*#*\\s*");
    private static final Pattern HEADING = Pattern.compile("(\\s*#{1,6}\\s+.*?)(?:\\s+#+)?\\s*");
    private static final Pattern BULLET = Pattern.compile("(\\s*[-*+]\\s+).*");

    private HeadMark() {}

    static Optional<DoneMark> of(DraftTask task, SourceText source) {
        String line = source.line(task.line);
        if (line.length() > LONGEST) {
            return Optional.empty();
        }
        return switch (task.form) {
            case HEADING ->
                box(HEADING_BOX, task, source)
                        .or(() -> box(TRAILING_BOX, task, source))
                        .or(() -> gap(HEADING, task, source, " ✅"));
            case ENTRY -> box(LIST_BOX, task, source).or(() -> gap(BULLET, task, source, "[x] "));
            case ROW -> Optional.empty();
        };
    }

    private static Optional<DoneMark> box(Pattern form, DraftTask task, SourceText source) {
        String line = source.line(task.line);
        if (line.indexOf('[') < 0) {
            return Optional.empty();
        }
        Matcher box = form.matcher(line);
        return box.matches() ? Optional.of(mark(task, source, box.start(1), box.group(1), "x")) : Optional.empty();
    }

    private static Optional<DoneMark> gap(Pattern form, DraftTask task, SourceText source, String done) {
        Matcher head = form.matcher(source.line(task.line));
        return head.matches() && !task.isDone()
                ? Optional.of(mark(task, source, head.end(1), "", done))
                : Optional.empty();
    }

    private static DoneMark mark(DraftTask task, SourceText source, int at, String now, String done) {
        int offset = source.startOf(task.line) + at;
        return new DoneMark(
                task.line, at + 1, source.byteOffset(offset), source.bytes(offset, offset + now.length()), now, done);
    }
}
