package dev.coppice.report;

import dev.coppice.project.BaselinePolicy;
import dev.coppice.queue.ExecutionStatus;
import java.util.List;

/**
 * What a check said of the base, before any task had worked.
 *
 * @param evidence how it ended and what it printed last; "" if it passed
 * @param enforced whether work must pass it; false of one that failed before, unless the repository says otherwise
 */
public record BaselineReport(String command, boolean passed, String evidence, boolean enforced) {

    /** Empty while nobody has looked. */
    public static List<BaselineReport> of(ExecutionStatus execution) {
        boolean blocks = execution.settings().project().verification().baseline() == BaselinePolicy.BLOCK;
        return execution.baseline().stream()
                .map(check ->
                        new BaselineReport(check.command(), check.passed(), check.evidence(), blocks || check.passed()))
                .toList();
    }
}
