package dev.coppice.agent;

import dev.coppice.plan.PlannedTask;
import dev.coppice.prompt.Briefing;
import dev.coppice.prompt.HouseFiles;
import java.util.List;

/** All that an agent reads on its standard input: the task's prompt, and what is wrong with its work where there is some. */
public final class Prompt {

    private Prompt() {}

    /** For an agent that reads for itself what the repository tells agents. */
    static String of(Assignment assignment) {
        return prompt(assignment, HouseFiles.in(assignment.directory()).there()) + repair(assignment);
    }

    /** For an agent that is kept from the repository's file of notes: with its text. */
    static String withNotes(Assignment assignment, String notes) {
        var files = HouseFiles.in(assignment.directory());
        return prompt(assignment, besides(notes, files)) + repair(assignment) + RepositoryNotes.of(files, notes);
    }

    /** What the agent of this name would read in its first round on a task, in a directory with these files. */
    public static String first(String agent, PlannedTask task, Briefing briefing, HouseFiles files) {
        return RepositoryNotes.file(agent)
                .map(notes -> briefing.prompt(task, besides(notes, files)) + RepositoryNotes.of(files, notes))
                .orElseGet(() -> briefing.prompt(task, files.there()));
    }

    private static String prompt(Assignment assignment, List<String> houseFiles) {
        return assignment.briefing().prompt(assignment.task(), houseFiles);
    }

    private static String repair(Assignment assignment) {
        return assignment.repair().map(RepairPrompt::of).orElse("");
    }

    private static List<String> besides(String notes, HouseFiles files) {
        return files.there().stream().filter(name -> !name.equals(notes)).toList();
    }
}
