package dev.coppice.worker;

import dev.coppice.queue.Work;
import dev.coppice.verification.Check;
import dev.coppice.verification.Check.Origin;
import java.util.List;
import java.util.Set;

/**
 * What a task's work is judged by, as it was fixed when the plan was submitted: nothing that lies in a worktree changes it.
 *
 * @param ofTask for the work itself, and again wherever it is put on something new
 * @param gate for every commit that is to become part of the result
 */
record Checks(List<Check> ofTask, List<Check> gate) {

    Checks {
        ofTask = List.copyOf(ofTask);
        gate = List.copyOf(gate);
    }

    /** Those of a task, when these commands have failed before any task had worked, and need not pass. */
    static Checks of(Work work, Set<String> failedBefore) {
        return new Checks(
                checks(work, work.task().verification().commands(), Origin.TASK, failedBefore),
                checks(work, gate(work), Origin.GATE, failedBefore));
    }

    /** The gate's commands. */
    static List<String> gate(Work work) {
        return work.settings().project().verification().gate();
    }

    private static List<Check> checks(Work work, List<String> commands, Origin origin, Set<String> failedBefore) {
        return commands.stream()
                .map(command ->
                        new Check(command, work.settings().taskTimeLimit(), origin, failedBefore.contains(command)))
                .toList();
    }
}
