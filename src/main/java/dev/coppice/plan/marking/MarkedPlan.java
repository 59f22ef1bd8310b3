package dev.coppice.plan.marking;

import dev.coppice.task.TaskNumber;
import java.util.List;

/** A plan's file with its done tasks marked. */
public final class MarkedPlan {

    private final byte[] bytes;
    private final List<TaskNumber> marked;
    private final List<Left> left;

    MarkedPlan(byte[] bytes, List<TaskNumber> marked, List<Left> left) {
        this.bytes = bytes;
        this.marked = List.copyOf(marked);
        this.left = List.copyOf(left);
    }

    /** A done task that was not marked. */
    public record Left(TaskNumber number, String reason) {}

    /** What was given, byte for byte, but for the marks. */
    public byte[] bytes() {
        return bytes;
    }

    /** The tasks that have a mark now and had none. */
    public List<TaskNumber> marked() {
        return marked;
    }

    /** The done tasks that have none now either, and why. */
    public List<Left> left() {
        return left;
    }
}
