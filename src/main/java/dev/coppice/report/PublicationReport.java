package dev.coppice.report;

import dev.coppice.queue.ExecutionStatus;
import dev.coppice.task.ExecutionState;
import org.jspecify.annotations.Nullable;

/**
 * What became of a completed result.
 *
 * @param outcome not_requested, pending, merged or left
 * @param detail what was done, or the command that does it by hand
 */
public record PublicationReport(String outcome, String detail) {

    /** Null unless the execution is completed. */
    public static @Nullable PublicationReport of(ExecutionStatus execution) {
        if (execution.state() != ExecutionState.COMPLETED) {
            return null;
        }
        return execution.publishing().autoMerge()
                ? execution
                        .published()
                        .map(done -> new PublicationReport(done.outcome().word(), done.detail()))
                        .orElseGet(() -> new PublicationReport("pending", ""))
                : new PublicationReport(
                        "not_requested", "git merge " + execution.id().resultBranch());
    }
}
