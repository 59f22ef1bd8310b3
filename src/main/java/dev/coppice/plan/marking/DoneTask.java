package dev.coppice.plan.marking;

import dev.coppice.task.TaskNumber;

/** A task that was done, as the plan that was run had it. */
public record DoneTask(TaskNumber number, String title) {}
