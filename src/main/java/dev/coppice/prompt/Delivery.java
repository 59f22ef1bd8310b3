package dev.coppice.prompt;

import dev.coppice.task.CommitId;
import dev.coppice.task.TaskNumber;
import java.util.List;

/** What one task has delivered to those that depend on it. Titles, subjects and paths are of unknown will. */
public sealed interface Delivery {

    TaskNumber number();

    String title();

    /**
     * A commit of the result.
     *
     * @param paths of the files that it changes
     */
    record Landed(TaskNumber number, String title, CommitId commit, String subject, List<String> paths)
            implements Delivery {

        public Landed {
            paths = List.copyOf(paths);
        }
    }

    /** It is completed, and there was nothing to change. */
    record Unchanged(TaskNumber number, String title) implements Delivery {}

    /** It was done before the execution began, as the plan says. */
    record DoneBefore(TaskNumber number, String title) implements Delivery {}

    /** Nobody has worked on it yet. */
    record Awaited(TaskNumber number, String title) implements Delivery {}
}
