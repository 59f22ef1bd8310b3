package dev.coppice.integration;

import dev.coppice.git.Commit;
import dev.coppice.git.CommitMessage;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.util.Optional;

/** One commit of the result, as its trailers tell whose it is. */
public record Landing(TaskNumber task, int attempt, CommitId commit) {

    /** Whether the commit is the execution's own and no landing: it marks in the plan what has landed before it. */
    static boolean isOfMarks(Commit commit, ExecutionId execution) {
        var trailers = commit.trailers();
        return trailers.containsKey(CommitMessage.MARKS)
                && !trailers.containsKey(CommitMessage.TASK)
                && execution.value().equals(trailers.get(CommitMessage.EXECUTION));
    }

    static Optional<Landing> of(Commit commit, ExecutionId execution) {
        var trailers = commit.trailers();
        String task = trailers.get(CommitMessage.TASK);
        String attempt = trailers.get(CommitMessage.ATTEMPT);
        if (task == null || attempt == null || !execution.value().equals(trailers.get(CommitMessage.EXECUTION))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Landing(new TaskNumber(task), Integer.parseInt(attempt), commit.id()));
        } catch (IllegalArgumentException e) {
            // A person's commit may have trailers of any form.
            return Optional.empty();
        }
    }
}
