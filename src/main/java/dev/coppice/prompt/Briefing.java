package dev.coppice.prompt;

import dev.coppice.plan.PlannedTask;
import dev.coppice.project.PromptSettings;
import dev.coppice.project.PromptTemplate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an agent is told besides its task.
 *
 * @param settings the same for all tasks of the execution
 * @param remarks what people have said about it, in the order in which it is told
 * @param earlier how the last attempt at it failed; empty if there is none that did
 */
public record Briefing(PromptSettings settings, Delivered delivered, List<Remark> remarks, Optional<Earlier> earlier) {

    public Briefing {
        remarks = List.copyOf(remarks);
    }

    /** Of a task that nobody has failed at. */
    public Briefing(PromptSettings settings, Delivered delivered) {
        this(settings, delivered, List.of(), Optional.empty());
    }

    /** Nothing but the task. */
    public static Briefing none() {
        return new Briefing(PromptSettings.usual(), Delivered.nothing());
    }

    /**
     * The prompt. It begins with a line of ours, whatever the wording, because agents take a leading slash for a command.
     *
     * @param houseFiles the names of those files that the agent is to read for itself
     */
    public String prompt(PlannedTask task, List<String> houseFiles) {
        var parts = new Parts(task, this, houseFiles);
        var heading = "# Task " + task.number() + ": " + task.title() + "\n";
        var wording = settings.template().isEmpty()
                ? OurWording.of(parts)
                : "\n" + ended(new PromptTemplate(settings.template()).filled(parts::inTemplate));
        return heading
                + wording
                + remarks.stream().map(Remark::text).collect(Collectors.joining())
                + earlier.map(Earlier::text).orElse("");
    }

    /** Something may follow. */
    private static String ended(String text) {
        return text.endsWith("\n") ? text : text + "\n";
    }
}
