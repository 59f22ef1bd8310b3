package dev.coppice.api;

import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.TaskCancellation;
import dev.coppice.queue.TaskStatus;
import jakarta.enterprise.context.ApplicationScoped;

/** Cancels single tasks for callers, and tells them where that makes no sense. */
@ApplicationScoped
class TaskControl {

    private final TaskCancellation cancellation;

    TaskControl(TaskCancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** Asked again, it changes nothing and is no error. */
    void cancel(ExecutionStatus execution, TaskStatus task) {
        switch (cancellation.cancel(execution.id(), task.number())) {
            case CANCELLED, ASKED, ALREADY -> {}
            case LANDING ->
                throw Problem.of(
                                409,
                                "task_landing",
                                "the work of task " + task.number()
                                        + " is on its way to the result, which cannot be called back")
                        .asException();
            case ENDED ->
                throw Problem.of(
                                409,
                                "not_possible",
                                "task " + task.number()
                                        + " has ended; only one that is queued or executing can be cancelled")
                        .asException();
        }
    }
}
