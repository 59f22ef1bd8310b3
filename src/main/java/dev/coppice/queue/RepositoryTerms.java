package dev.coppice.queue;

import org.jspecify.annotations.Nullable;

/**
 * What the operator says of the repository of an execution, as it was when that was submitted.
 *
 * @param limit so many of its tasks run at the same time, over all its executions; null: as many as of any repository
 */
public record RepositoryTerms(String name, @Nullable Integer limit) {}
