package dev.coppice.agent;

import dev.coppice.plan.PlannedTask;
import dev.coppice.prompt.Briefing;
import dev.coppice.prompt.HouseFiles;
import java.util.List;
import java.util.Optional;

/** All that an agent reads on its standard input: the task's prompt, and what is wrong with its work where there is some. */
public final class Prompt {

    private Prompt() {}

    /** For an agent that reads for itself what the repository tells agents. */
    public static String of(Assignment assignment) {
        return prompt(assignment, HouseFiles.in(assignment.directory()).there()) + repair(assignment);
    }

    /** For an agent that is kept from the repository's file of notes, where one is named: with its text. */
    public static String of(Assignment assignment, Optional<String> notes) {
        return notes.map(file -> withNotes(assignment, file)).orElseGet(() -> of(assignment));
    }

    private static String withNotes(Assignment assignment, String notes) {
        var files = HouseFiles.in(assignment.directory());
        return prompt(assignment, besides(notes, files)) + repair(assignment) + RepositoryNotes.of(files, notes);
    }

    /**
     * What an agent would read in its first round on a task, in a directory with these files.
     *
     * @param notes the file whose text it is given; empty if it reads for itself what is there
     */
    public static String first(Optional<String> notes, PlannedTask task, Briefing briefing, HouseFiles files) {
        return notes.map(name -> briefing.prompt(task, besides(name, files)) + RepositoryNotes.of(files, name))
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
