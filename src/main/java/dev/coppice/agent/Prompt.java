package dev.coppice.agent;

import dev.coppice.plan.FileVerb;
import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.TaskFile;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an agent is told: number and title, files, the plan's own words, what counts as done, how it will be checked. Nothing of any
 * other task, and no check that the plan does not name.
 */
public final class Prompt {

    private Prompt() {}

    /** The task, and what is wrong with the work where there is some. */
    static String of(Assignment assignment) {
        return of(assignment.task()) + assignment.repair().map(RepairPrompt::of).orElse("");
    }

    /** The text for standard input. It begins with a line of ours, because agents take a leading slash for a command. */
    public static String of(PlannedTask task) {
        return "# Task " + task.number() + ": " + task.title() + "\n"
                + section("Files", task.files(), Prompt::file)
                + "\n## The task, as the plan has it\n\n" + task.body()
                + (task.body().endsWith("\n") ? "" : "\n")
                + section("Acceptance criteria", task.verification().criteria(), criterion -> criterion)
                + section(
                        "Checks that will be run afterwards",
                        task.verification().commands(),
                        Prompt::command)
                + """

                ## How to work

                1. Do this task, all of it, in the current directory, which is a git worktree of its own.
                2. Leave files that have nothing to do with it as they are.
                3. You need not commit: what the directory holds when you end is your work.
                """;
    }

    private static <T> String section(String title, List<T> entries, Function<T, String> text) {
        if (entries.isEmpty()) {
            return "";
        }
        return "\n## " + title + "\n\n"
                + entries.stream().map(entry -> "- " + text.apply(entry) + "\n").collect(Collectors.joining());
    }

    private static String file(TaskFile file) {
        String verb =
                file.verb() == FileVerb.UNSTATED ? "" : capitalized(file.verb().name()) + ": ";
        String range = file.range().isEmpty() ? "" : " (lines " + file.range() + ")";
        String note = file.note().isEmpty() ? "" : " (" + file.note() + ")";
        return verb + "`" + file.path() + "`" + range + note;
    }

    /** A block of several lines stays readable in its list entry. */
    private static String command(String command) {
        return command.contains("\n") ? "\n  ```sh\n" + command.indent(2) + "  ```" : "`" + command + "`";
    }

    private static String capitalized(String word) {
        return word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    }
}
