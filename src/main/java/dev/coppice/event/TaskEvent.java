package dev.coppice.event;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskId;
import dev.coppice.task.WorkerId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One thing that happened.
 *
 * @param task empty where it concerns a batch or the execution as a whole
 * @param what a task's new state or phase in the product's words; with {@code execution_} or {@code batch_} before it theirs
 * @param detail a JSON object, or empty
 */
public record TaskEvent(
        Position position,
        ExecutionId execution,
        Optional<TaskId> task,
        Instant at,
        String what,
        OptionalInt attempt,
        Optional<WorkerId> worker,
        Optional<String> detail) {}
