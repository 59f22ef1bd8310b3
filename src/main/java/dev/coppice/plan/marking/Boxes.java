package dev.coppice.plan.marking;

import dev.coppice.plan.PlannedTask;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the open checkbox of a task stands in a plan's file: in its head, or else in front of its first field. Lines are counted as the
 * plan's reader counts them. Characters stand for bytes here, so that an offset is one in the file.
 */
final class Boxes {

    private static final String OPEN = "\\\\?\\[( ?)\\\\?]";
    private static final String LIST = "(?:[-*+]|\\d{1,9}[.)])";

    private static final List<Pattern> HEADS = List.of(
            Pattern.compile("\\s*(?:#{1,6}|" + LIST + ")\\s+" + OPEN + ".*"),
            Pattern.compile("\\s*#{1,6}\\s.*" + OPEN + "\\s*#*\\s*"),
            Pattern.compile("\\s*\\|(?:.*\\|)?\\s*" + OPEN + "\\s*\\|.*"));
    private static final Pattern FIELD = Pattern.compile("\\s*" + LIST + "\\s+" + OPEN + "\\s+\\*\\*.*");
    private static final Pattern FENCE = Pattern.compile("\\s*(?:```|~~~).*");

    private final String text;
    private final List<Integer> starts = new ArrayList<>();

    Boxes(byte[] file) {
        this.text = new String(file, StandardCharsets.ISO_8859_1);
        starts.add(0);
        for (int i = 0; i < text.length(); i++) {
            boolean isHalf = text.startsWith("\r\n", i);
            if ((text.charAt(i) == '\n' || text.charAt(i) == '\r') && !isHalf) {
                starts.add(i + 1);
            }
        }
    }

    /** The mark that the task's head has a place for; empty if it has none. */
    Optional<Edit> inHead(PlannedTask task) {
        return HEADS.stream().flatMap(head -> box(head, task.line()).stream()).findFirst();
    }

    /** That in front of the task's first field; a box further down, or in a block of code, is about something else. */
    Optional<Edit> atFirstField(PlannedTask task) {
        long last = Math.min(starts.size(), task.line() + task.body().lines().count());
        for (int line = task.line() + 1; line <= last; line++) {
            if (FENCE.matcher(line(line)).matches()) {
                return Optional.empty();
            }
            var found = box(FIELD, line);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Edit> box(Pattern pattern, int line) {
        Matcher matcher = pattern.matcher(line(line));
        return matcher.matches()
                ? Optional.of(new Edit(
                        starts.get(line - 1) + matcher.start(1), matcher.end(1) - matcher.start(1), new byte[] {'x'}))
                : Optional.empty();
    }

    /** Without its end, and without the mark of byte order, which is no part of a line. */
    private String line(int number) {
        if (number > starts.size()) {
            return "";
        }
        int end = number < starts.size() ? starts.get(number) : text.length();
        return text.substring(starts.get(number - 1), end)
                .replaceAll("[\r\n]+$", "")
                .replaceAll("^\u00EF\u00BB\u00BF", "   ");
    }
}
