package dev.coppice.plan;

import dev.coppice.task.TaskNumber;
import java.util.Optional;

/** Where a task stands in its plan's source, from its head to the end of its body, and its done mark if its form has a place for one. */
public record TaskPlace(TaskNumber number, int line, int lastLine, Optional<DoneMark> mark) {}
