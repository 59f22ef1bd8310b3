package dev.coppice.queue;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskId;
import dev.coppice.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;

/** What the end of a task sets off, under the execution's lock: who may start now, who never will, which batches are over. */
@ApplicationScoped
class FollowUps {

    private final Sql sql;
    private final WakeUps wakeUps;

    FollowUps(Sql sql, WakeUps wakeUps) {
        this.sql = sql;
        this.wakeUps = wakeUps;
    }

    void after(ExecutionId execution, TaskId task, TaskState state) {
        switch (state) {
            case TaskState.Completed _ -> release(task);
            case TaskState.Failed _, TaskState.Cancelled _ -> skipWhatNeeds(task);
            case TaskState.Queued _, TaskState.Executing _, TaskState.Skipped _ -> {}
        }
        settle(execution);
    }

    /** Ends what has no open task left, and fills the free places. */
    void settle(ExecutionId execution) {
        sql.call(FollowUpStatements.END_BATCHES)
                .with("execution", execution.value())
                .run();
        sql.call(FollowUpStatements.END_EXECUTION)
                .with("execution", execution.value())
                .run();
        sql.call(FollowUpStatements.ADMIT)
                .with("execution", execution.value())
                .rows(row -> Columns.text(row, "queue"))
                .forEach(queue -> wakeUps.admitted(queue, 1));
    }

    private void release(TaskId task) {
        sql.call(FollowUpStatements.PARENT_COMPLETED).with("task", task.value()).run();
    }

    private void skipWhatNeeds(TaskId task) {
        sql.call(FollowUpStatements.NEEDS_FAILED).with("task", task.value()).run();
    }
}
