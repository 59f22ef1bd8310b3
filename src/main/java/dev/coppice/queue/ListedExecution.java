package dev.coppice.queue;

/**
 * A line of a list of executions.
 *
 * @param agent by which tasks are done whose plan names none
 */
public record ListedExecution(ExecutionSummary summary, String agent, Tally tally) {}
