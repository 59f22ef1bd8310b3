package dev.coppice.queue.lease;

import dev.coppice.process.ProcessIdentity;
import dev.coppice.task.TaskId;

/** A process that an earlier owner of this data folder started and nobody has seen end. */
public record LeftoverProcess(TaskId task, int attempt, ProcessIdentity process) {}
