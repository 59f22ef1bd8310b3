package dev.coppice.queue.publication;

/**
 * Where the tasks that are completed are to be marked as done, once an execution is at its end.
 *
 * @param file the plan's path in the repository
 * @param dialect as which the plan was read
 */
public record MarkTarget(String file, String dialect) {}
