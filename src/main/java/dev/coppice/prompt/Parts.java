package dev.coppice.prompt;

import dev.coppice.plan.FileVerb;
import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.TaskFile;
import dev.coppice.project.PromptTemplate.Placeholder;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parts of a prompt, each without a heading. */
record Parts(PlannedTask task, Briefing briefing, List<String> houseFiles) {

    private static final String NONE = "(none)";

    /** What a template gets: a heading of its own should not stand above nothing. */
    String inTemplate(Placeholder placeholder) {
        var part = of(placeholder);
        return part.isBlank() ? NONE : part;
    }

    /** "" if there is nothing; the body is the plan's own to the last space, no other part ends with a line end. */
    String of(Placeholder placeholder) {
        return switch (placeholder) {
            case TASK -> task.number().text();
            case TITLE -> task.title();
            case FILES -> list(task.files(), Parts::file);
            case BODY -> task.body();
            case CRITERIA -> list(task.verification().criteria(), Function.identity());
            case CHECKS -> list(task.verification().commands(), Parts::command);
            case CONTEXT -> context();
            case DELIVERED -> briefing.delivered().text().stripTrailing();
            case INSTRUCTIONS -> instructions();
        };
    }

    private static <T> String list(List<T> entries, Function<T, String> text) {
        return entries.stream().map(entry -> "- " + text.apply(entry)).collect(Collectors.joining("\n"));
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

    /** In a block, because its headings are none of the prompt's; an agent must not take the whole for its task. */
    private String context() {
        var context = briefing.settings().context();
        return context.isEmpty()
                ? ""
                : "For orientation: this is about the plan as a whole, and your part of it is task " + task.number()
                        + ", no other.\n\n"
                        + Fenced.block("markdown", context).stripTrailing();
    }

    /** By name, not by content: they may be long, agents find in them what they need, and some have read them already. */
    private String instructions() {
        var names = houseFiles.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return houseFiles.isEmpty()
                ? ""
                : "At the top of this repository lie instructions for those who work in it: " + names
                        + ". Read them before\n"
                        + "you begin, and follow what they say about work of this kind; where they differ from this prompt, this prompt counts.";
    }
}
