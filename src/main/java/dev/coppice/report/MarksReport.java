package dev.coppice.report;

import dev.coppice.queue.ExecutionStatus;
import dev.coppice.task.CommitId;
import org.jspecify.annotations.Nullable;

/**
 * What became of marking what is completed in the plan.
 *
 * @param file the plan's path in the repository
 * @param outcome pending, marked, nothing or left
 * @param detail which tasks were marked, which were not, and why
 * @param commit the result's last one; null unless something was marked
 */
public record MarksReport(
        String file,
        String outcome,
        String detail,
        @Nullable String commit) {

    /** Null if no marks were asked for. */
    public static @Nullable MarksReport of(ExecutionStatus execution) {
        return execution
                .publishing()
                .marks()
                .map(target -> execution
                        .marked()
                        .map(done -> new MarksReport(
                                target.file(),
                                done.outcome().word(),
                                done.detail(),
                                done.commit().map(CommitId::sha).orElse(null)))
                        .orElseGet(() -> new MarksReport(target.file(), "pending", "", null)))
                .orElse(null);
    }
}
