package dev.coppice.submission;

import dev.coppice.task.ExecutionId;

/** What became of the wish to go on with an execution. */
public sealed interface Resumed {

    /** It goes on, or is completed already. */
    record Resuming(ExecutionId execution) implements Resumed {}

    /** Only processes of another data folder can work on it; nothing was changed. */
    record OtherHome(ExecutionId execution) implements Resumed {}

    /** Its agents have spent what they may; nothing was begun. */
    record BudgetSpent(ExecutionId execution, String reason) implements Resumed {}

    /** Not now: another execution has its checkout; nothing was begun. */
    record Occupied(String reason) implements Resumed {}
}
