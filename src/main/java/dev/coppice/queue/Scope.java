package dev.coppice.queue;

import dev.coppice.task.ExecutionId;

/** Which tasks a worker may claim. */
public sealed interface Scope {

    /** Only those of one execution, as {@code coppice run} does. */
    record OwnExecution(ExecutionId execution) implements Scope {}

    /** Those that only this data folder's host can reach, then those that anyone can. */
    record Queues() implements Scope {}
}
