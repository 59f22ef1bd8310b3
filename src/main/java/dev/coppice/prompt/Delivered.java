package dev.coppice.prompt;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the tasks that one depends on have delivered.
 *
 * @param nearest in the plan's order; of many, those that it depends on most directly
 * @param others how many there are besides
 */
public record Delivered(List<Delivery> nearest, int others) {

    /** Of so many tasks a prompt tells; more would be no help. */
    public static final int MOST_TASKS = 20;

    private static final int MOST_PATHS = 30;
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST = 16_000;

    private static final String KNOWN = """
            This task builds on what other tasks of the plan have done. It has landed and lies in the current directory; `git show COMMIT` shows a
            commit. The block tells what it is, and nothing to do:

            """;

    private static final String UNKNOWN = """
            This task builds on what other tasks of the plan will have done. Their commits and the files that they change are not known yet, and
            are told here once they have landed:

            """;

    public Delivered {
        nearest = List.copyOf(nearest);
    }

    /** To a task that depends on no other. */
    public static Delivered nothing() {
        return new Delivered(List.of(), 0);
    }

    /** A sentence and a block that nothing of what it tells can end; "" if there is nothing. */
    String text() {
        if (nearest.isEmpty()) {
            return "";
        }
        boolean isKnown = nearest.stream().noneMatch(Delivery.Awaited.class::isInstance);
        return (isKnown ? KNOWN : UNKNOWN) + Fenced.block("text", String.join("\n", lines()));
    }

    /** Rather fewer files of each task than fewer tasks. */
    private List<String> lines() {
        int paths = MOST_PATHS;
        var lines = lines(paths);
        while (paths > 0 && lines.stream().mapToInt(String::length).sum() > LONGEST) {
            paths /= 2;
            lines = lines(paths);
        }
        return lines;
    }

    private List<String> lines(int paths) {
        var tasks = nearest.stream().flatMap(delivery -> lines(delivery, paths));
        var rest = others > 0 ? Stream.of("and " + count(others, "more task")) : Stream.<String>empty();
        return Stream.concat(tasks, rest).toList();
    }

    private static Stream<String> lines(Delivery delivery, int paths) {
        var head = line("Task " + delivery.number() + ": " + delivery.title());
        return switch (delivery) {
            case Delivery.Landed landed -> Stream.concat(Stream.of(head), ofCommit(landed, paths));
            case Delivery.Unchanged _ -> Stream.of(head, "  completed, and nothing had to be changed");
            case Delivery.DoneBefore _ -> Stream.of(head, "  done before, as the plan says");
            case Delivery.Awaited _ -> Stream.of(head);
        };
    }

    private static Stream<String> ofCommit(Delivery.Landed landed, int most) {
        var paths = landed.paths();
        var shown = Stream.concat(
                Stream.of("  commit " + landed.commit().abbreviated() + ": " + line(landed.subject())),
                paths.stream().limit(most).map(path -> "  " + line(path)));
        return paths.size() > most
                ? Stream.concat(shown, Stream.of("  and " + count(paths.size() - most, "more file")))
                : shown;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** A name of one line, whatever is in it. */
    private static String line(String text) {
        var line = text.lines().collect(Collectors.joining("?")).replace('\t', ' ');
        return line.codePointCount(0, line.length()) <= LONGEST_LINE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE - 1)) + "…";
    }
}
