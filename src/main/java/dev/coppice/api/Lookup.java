package dev.coppice.api;

import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Executions;
import dev.coppice.queue.TaskStatus;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds what a path names, by exactly that name. */
@ApplicationScoped
public class Lookup {

    private final Executions executions;

    Lookup(Executions executions) {
        this.executions = executions;
    }

    ExecutionId id(String text) {
        try {
            return new ExecutionId(text);
        } catch (IllegalArgumentException e) {
            throw unknown("execution", text);
        }
    }

    /** Everything about it; a problem of status 404 if there is none of this id. */
    public ExecutionStatus execution(String text) {
        return executions.find(id(text)).orElseThrow(() -> unknown("execution", text));
    }

    TaskStatus task(ExecutionStatus execution, String number) {
        return number(number)
                .flatMap(wanted -> execution.tasks().stream()
                        .filter(task -> task.number().equals(wanted))
                        .findFirst())
                .orElseThrow(() -> unknown("task", number));
    }

    private static Optional<TaskNumber> number(String text) {
        try {
            return Optional.of(new TaskNumber(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static ProblemException unknown(String what, String name) {
        return Problem.of(404, what + "_not_found", "there is no " + what + " '" + name + "'")
                .asException();
    }
}
