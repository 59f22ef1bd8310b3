package dev.coppice.api.work;

import dev.coppice.api.AttemptView;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.TaskStatus;
import java.util.List;

/** The attempts at a task, the first one first. */
public record AttemptsView(List<AttemptView> attempts) {

    static AttemptsView of(ExecutionStatus execution, TaskStatus task) {
        return new AttemptsView(task.attempts().stream()
                .map(attempt -> AttemptView.of(execution, task, attempt))
                .toList());
    }
}
