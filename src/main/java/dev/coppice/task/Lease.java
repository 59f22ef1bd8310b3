package dev.coppice.task;

import java.util.UUID;

/**
 * The right to finish one task: held by one attempt at a time, proved by a random token that every write of the attempt names.
 *
 * @param attempt counts from 1; never repeats within a task
 */
public record Lease(ExecutionId execution, TaskId task, int attempt, UUID token) {}
