package dev.coppice.prompt;

import dev.coppice.plan.PlannedTask;
import dev.coppice.project.PromptSettings;
import dev.coppice.project.PromptTemplate;
import java.util.List;

/**
 * What an agent is told besides its task.
 *
 * @param settings the same for all tasks of the execution
 */
public record Briefing(PromptSettings settings, Delivered delivered) {

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
        return settings.template().isEmpty()
                ? heading + OurWording.of(parts)
                : heading + "\n" + ended(new PromptTemplate(settings.template()).filled(parts::inTemplate));
    }

    /** Something may follow. */
    private static String ended(String text) {
        return text.endsWith("\n") ? text : text + "\n";
    }
}
