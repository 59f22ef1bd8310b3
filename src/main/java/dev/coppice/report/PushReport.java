package dev.coppice.report;

import dev.coppice.queue.ExecutionStatus;
import org.jspecify.annotations.Nullable;

/**
 * What became of pushing a result.
 *
 * @param branch its short name over there
 * @param outcome pending, pushed or left
 * @param detail what was done, or why not and the command that does it by hand
 */
public record PushReport(String remote, String branch, String outcome, String detail) {

    /** Null if no push was asked for. */
    public static @Nullable PushReport of(ExecutionStatus execution) {
        return execution
                .push()
                .map(push -> new PushReport(
                        push.target().remote(),
                        push.target().branch().shortName(),
                        push.outcome().word(),
                        push.detail()))
                .orElse(null);
    }
}
