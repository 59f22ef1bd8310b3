package dev.coppice.queue.listing;

import dev.coppice.queue.ExecutionSummary;

/**
 * A line of a list of executions.
 *
 * @param agent by which tasks are done whose plan names none
 * @param repository what people call it: its name, or its folder if it has none
 */
public record ListedExecution(ExecutionSummary summary, String agent, String repository, Tally tally) {}
