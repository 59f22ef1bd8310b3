package dev.coppice.plan.marking;

import dev.coppice.plan.PlanReport;
import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.TaskPlace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the open checkboxes of a task stand in a plan's file: in its head, in front of its first field, or at its steps. Lines are counted as the
 * plan's reader counts them. Characters stand for bytes here, so that an offset is one in the file.
 */
final class Boxes {

    private static final String OPEN = "\\\\?\\[( ?)\\\\?]";
    private static final String LIST = "(?:[-*+]|\\d{1,9}[.)])";

    /** Longer lines are nobody's heads. */
    private static final int LONGEST = 10_000;

    private static final List<Pattern> HEADS = List.of(
            form("\\s*(?:#{1,6}|" + LIST + ")\\s+" + OPEN + ".*"),
            form("\\s*#{1,6}\\s.*" + OPEN + "\\s*#*\\s*"),
            form("\\s*\\|(?:.*\\|)?\\s*" + OPEN + "\\s*\\|.*"));
    private static final Pattern FIELD = form("\\s*" + LIST + "\\s+" + OPEN + "\\s+\\*\\*.*");
    private static final Pattern STEP = form("\\s*" + LIST + "\\s+" + OPEN + "\\s.*");
    private static final Pattern FENCE = form("\\s*(`{3,}|~{3,})(.*)");

    /** A byte of a letter may look like the end of a line. */
    private static Pattern form(String regex) {
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    private final String text;
    private final List<Integer> starts = new ArrayList<>();

    private final PlanReport report;

    Boxes(byte[] file, PlanReport report) {
        this.report = report;
        this.text = new String(file, StandardCharsets.ISO_8859_1);
        starts.add(0);
        for (int i = 0; i < text.length(); i++) {
            boolean isHalf = text.startsWith("\r\n", i);
            if ((text.charAt(i) == '\n' || text.charAt(i) == '\r') && !isHalf) {
                starts.add(i + 1);
            }
        }
    }

    /** The mark that the task's head has a place for; none if it has no place. */
    List<Edit> inHead(PlannedTask task) {
        return HEADS.stream()
                .flatMap(head -> box(head, task.line()).stream())
                .limit(1)
                .toList();
    }

    /** That in front of the task's first field; a box further down, or in a block of code, is about something else. */
    List<Edit> atFirstField(PlannedTask task) {
        return text(task).flatMap(line -> box(FIELD, line).stream()).limit(1).toList();
    }

    /** Those of all its steps, for plans whose tasks are done when these are. */
    List<Edit> atEveryStep(PlannedTask task) {
        return text(task).flatMap(line -> box(STEP, line).stream()).toList();
    }

    /** Where the plan says in a word how the task stands, as JSON does; where it says nothing, no word is put. */
    List<Edit> inPlaceOfAnotherWord(PlannedTask task) {
        return report.placeOf(task.number()).flatMap(TaskPlace::mark).stream()
                .filter(mark -> mark.byteLength() > 1)
                .map(mark -> new Edit(mark.byteOffset(), mark.byteLength(), mark.done()))
                .toList();
    }

    /** The lines of a task's text that are in no block of code, without its head. */
    private Stream<Integer> text(PlannedTask task) {
        long last = Math.min(starts.size(), task.line() + task.body().lines().count());
        var found = new ArrayList<Integer>();
        var fence = "";
        for (int line = task.line() + 1; line <= last; line++) {
            Matcher mark = FENCE.matcher(line(line));
            boolean isMark = mark.matches();
            if (isMark && fence.isEmpty()) {
                fence = mark.group(1);
            } else if (isMark
                    && mark.group(1).startsWith(fence)
                    && mark.group(2).isBlank()) {
                fence = "";
            } else if (fence.isEmpty()) {
                found.add(line);
            }
        }
        return found.stream();
    }

    private Optional<Edit> box(Pattern pattern, int line) {
        Matcher matcher = pattern.matcher(line(line));
        return matcher.matches()
                ? Optional.of(new Edit(starts.get(line - 1) + matcher.start(1), matcher.end(1) - matcher.start(1), "x"))
                : Optional.empty();
    }

    /** Without its end, and without the mark of byte order, which is no part of a line. */
    private String line(int number) {
        if (number > starts.size()) {
            return "";
        }
        int end = number < starts.size() ? starts.get(number) : text.length();
        if (end - starts.get(number - 1) > LONGEST) {
            return "";
        }
        return text.substring(starts.get(number - 1), end)
                .replaceAll("[\r\n]+$", "")
                .replaceAll("^\u00EF\u00BB\u00BF", "   ");
    }
}
