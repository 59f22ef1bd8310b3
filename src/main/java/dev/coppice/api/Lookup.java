package dev.coppice.api;

import dev.coppice.access.Caller;
import dev.coppice.queue.AttemptStatus;
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
    private final Caller caller;

    Lookup(Executions executions, Caller caller) {
        this.executions = executions;
        this.caller = caller;
    }

    /** Of an execution that the caller may see, if there is one of this id. */
    public ExecutionId id(String text) {
        var id = parsed(text);
        boolean isHidden = caller.principal().repositories().isPresent()
                && executions
                        .summary(id)
                        .filter(execution -> !caller.principal().mayUse(execution.repository()))
                        .isPresent();
        if (isHidden) {
            throw unknown("execution", text);
        }
        return id;
    }

    private static ExecutionId parsed(String text) {
        try {
            return new ExecutionId(text);
        } catch (IllegalArgumentException e) {
            throw unknown("execution", text);
        }
    }

    /** Everything about it; a problem of status 404 if there is none, as are those of other repositories for a caller who has only some. */
    public ExecutionStatus execution(String text) {
        return executions
                .find(parsed(text))
                .filter(execution -> caller.principal().mayUse(execution.repository()))
                .orElseThrow(() -> unknown("execution", text));
    }

    public TaskStatus task(ExecutionStatus execution, String number) {
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

    /** By its number. */
    public static AttemptStatus attempt(TaskStatus task, String number) {
        return task.attempts().stream()
                .filter(attempt -> Integer.toString(attempt.number()).equals(number))
                .findFirst()
                .orElseThrow(() -> unknown("attempt", number));
    }

    /** Of status 404. */
    public static ProblemException unknown(String what, String name) {
        return Problem.of(404, what + "_not_found", "there is no " + what + " '" + name + "'")
                .asException();
    }
}
