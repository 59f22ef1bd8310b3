package dev.coppice.plan.marking;

import dev.coppice.task.TaskNumber;
import java.util.List;

/**
 * A plan's file with its done tasks marked.
 *
 * @param bytes the file; what was given, byte for byte, but for the marks
 * @param marked the tasks that have a mark now and had none
 * @param left the done tasks that have none now either, and why
 */
public record MarkedPlan(byte[] bytes, List<TaskNumber> marked, List<Left> left) {

    public MarkedPlan {
        marked = List.copyOf(marked);
        left = List.copyOf(left);
    }

    /** A done task that was not marked. */
    public record Left(TaskNumber number, String reason) {}
}
