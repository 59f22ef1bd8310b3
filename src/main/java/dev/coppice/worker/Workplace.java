package dev.coppice.worker;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.nio.file.Path;

/** Where an attempt of this process is at work now. */
public record Workplace(ExecutionId execution, TaskNumber task, int attempt, Path directory) {}
