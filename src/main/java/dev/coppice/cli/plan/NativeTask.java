package dev.coppice.cli.plan;

import dev.coppice.plan.FileVerb;
import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.TaskFile;
import dev.coppice.plan.reading.PlanParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A task in Coppice's own form. Its text stays as it is where a reader of plans takes from it what the task has; otherwise the fields are
 * written out, and the text becomes a quotation, out of which nothing is read. Which it is, is found by reading it.
 *
 * @param number as the plan that is written calls it
 * @param level how many {@code #} its heading has
 * @param needed the tasks, by their numbers there, that it waits for by a field besides what its text says
 */
record NativeTask(PlannedTask task, String number, int level, boolean bareCommands, List<String> needed) {

    private static final int LONGEST_TITLE = 200;
    private static final String SENTINEL = "ZZ999999999";

    /** Ends with a blank line. */
    String text() {
        return titles().flatMap(title -> bodies().map(body -> head(title) + body))
                .filter(block -> isReadAs(block, this::hasTheSame))
                .findFirst()
                .or(() -> titles().map(title -> head(title) + written())
                        .filter(block -> isReadAs(block, this::isCalledSo))
                        .findFirst())
                .orElseGet(() -> head(titles().toList().getLast()) + written());
    }

    private String head(String title) {
        return "#".repeat(level) + (task.done() ? " [x] " : " [ ] ") + "Task " + number + ": " + title + "\n\n";
    }

    /** What ends like a mark, or is longer than a heading may be, cannot be written as it is. */
    private Stream<String> titles() {
        var line = task.title().replaceAll("\\s+", " ").strip();
        var cut = line.length() > LONGEST_TITLE
                ? line.substring(
                                        0,
                                        line.offsetByCodePoints(
                                                0, Math.min(LONGEST_TITLE, line.codePointCount(0, line.length()))))
                                .strip()
                        + "..."
                : line;
        return Stream.of(line, cut, cut + ".", "." + cut + ".").distinct();
    }

    private Stream<String> bodies() {
        var plain = stripped(task.body());
        var dedented = stripped(task.body().stripIndent());
        return Stream.of(plain, dedented)
                .distinct()
                .flatMap(body -> Stream.of(joined(field("Depends on", needed), body), joined(wishes(), body)))
                .map(body -> body + "\n\n");
    }

    /** Its fields and its text, apart. */
    private String written() {
        var quoted = task.body().isBlank()
                ? ""
                : stripped(task.body().stripIndent())
                        .lines()
                        .map(line -> ("> " + line).stripTrailing())
                        .collect(Collectors.joining("\n"));
        var scripts = task.scripts().stream()
                .map(script -> fence(script.language(), script.text()))
                .collect(Collectors.joining("\n\n"));
        return joined(files(), wishes(), verification(), commit(), labels(), quoted, scripts) + "\n\n";
    }

    private static String stripped(String text) {
        return text.replaceAll("\\A(?:[ \\t]*\\R)+", "").stripTrailing();
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n"));
    }

    private static String field(String label, List<String> values) {
        return values.isEmpty() ? "" : "**" + label + ":** " + String.join(", ", values);
    }

    /** What its batch may have said for it, and what it waits for. */
    private String wishes() {
        return joined(
                field("Depends on", needed),
                field("Agent", task.agent().stream().toList()),
                field("Model", task.model().stream().toList()),
                field("Approval", task.needsApproval() ? List.of("required") : List.of()));
    }

    private String files() {
        return task.files().isEmpty()
                ? ""
                : task.files().stream().map(NativeTask::file).collect(Collectors.joining("\n", "**Files:**\n", ""));
    }

    private static String file(TaskFile file) {
        var verb = file.verb() == FileVerb.UNSTATED
                ? ""
                : file.verb().name().charAt(0) + file.verb().name().substring(1).toLowerCase(Locale.ROOT) + ": ";
        var path = file.path() + (file.range().isEmpty() ? "" : ":" + file.range());
        return "- " + verb + span(path) + (file.note().isEmpty() ? "" : " (" + file.note() + ")");
    }

    private String verification() {
        var entries = new ArrayList<String>();
        var blocks = new ArrayList<String>();
        for (String command : task.verification().commands()) {
            if (command.contains("\n")) {
                blocks.add(fence("sh", command));
            } else {
                entries.add("- " + span(command));
            }
        }
        task.verification().criteria().forEach(criterion -> entries.add("- " + criterion.replaceAll("\\s+", " ")));
        if (entries.isEmpty() && blocks.isEmpty()) {
            return "";
        }
        return joined(
                "**Verification:**"
                        + entries.stream().map(entry -> "\n" + entry).collect(Collectors.joining()),
                String.join("\n\n", blocks));
    }

    private String commit() {
        return field("Commit", task.commitMessage().isEmpty() ? List.of() : List.of(task.commitMessage()));
    }

    private String labels() {
        return task.labels().entrySet().stream()
                .filter(label -> !List.of("agent", "model", "approval")
                        .contains(label.getKey().toLowerCase(Locale.ROOT)))
                .map(label -> "**" + label.getKey() + ":** " + label.getValue().replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n\n"));
    }

    /** A span of code whose marks are longer than any in it. */
    private static String span(String text) {
        var marks = "`".repeat(1 + longest(text, '`'));
        var space = text.startsWith("`") || text.endsWith("`") ? " " : "";
        return marks + space + text + space + marks;
    }

    private static String fence(String language, String text) {
        var marks = "`".repeat(Math.max(3, 1 + longest(text, '`')));
        return marks + language + "\n" + text.stripTrailing() + "\n" + marks;
    }

    private static int longest(String text, char mark) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == mark ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** With a task after it, which a block of code that stays open would hide. */
    private boolean isReadAs(String block, Predicate<PlannedTask> same) {
        var around = (bareCommands ? "---\nbare_commands: true\n---\n" : "") + "#".repeat(level - 1) + " Batch 1: B\n\n"
                + block + "#".repeat(level) + " Task " + SENTINEL + ": After\n\nIt.\n";
        var found = PlanParser.parse("plan", around.getBytes(StandardCharsets.UTF_8), Optional.of("native"))
                .plan()
                .tasks();
        return found.size() == 2
                && found.getLast().number().text().equals(SENTINEL)
                && found.getFirst().number().text().equals(number)
                && same.test(found.getFirst());
    }

    private boolean isCalledSo(PlannedTask other) {
        return other.done() == task.done()
                && (other.title().equals(task.title())
                        || isMarked(task.title())
                        || task.title().length() > LONGEST_TITLE);
    }

    private boolean hasTheSame(PlannedTask other) {
        return isCalledSo(other)
                && other.files().equals(task.files())
                && other.scripts().equals(task.scripts())
                && other.verification().equals(task.verification())
                && other.commitMessage().equals(task.commitMessage())
                && other.labels().equals(task.labels());
    }

    /** Ends or begins as if it said that the task is done. */
    private static boolean isMarked(String title) {
        return title.matches("(?is)(?:.*(?:\\[.?]|✅\\uFE0F?|☑\\uFE0F?|[(（](?:completed?|done)[)）]|#)|~~.*)\\s*");
    }
}
