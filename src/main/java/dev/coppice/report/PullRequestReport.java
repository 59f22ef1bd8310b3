package dev.coppice.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.forge.MergeMethod;
import dev.coppice.queue.ExecutionStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pull request for the result.
 *
 * @param task the number of the task that it is for; null: for all of them together
 * @param number null until it is open, as is the address
 * @param state waiting, open, waiting_for_checks, merged, closed, not_mergeable, failed or cancelled
 * @param reason what it waits for, or why it ended so; "" if there is nothing to say
 * @param head the branch that is asked for, by its short name, as {@code base}, which is to get it
 * @param merge how it is to be merged once it may be; null: that is for people
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PullRequestReport(
        @Nullable String task,
        @Nullable Integer number,
        @Nullable String url,
        String state,
        String reason,
        String head,
        String base,
        @Nullable String merge) {

    /** Empty if none was asked for. */
    public static List<PullRequestReport> of(ExecutionStatus execution) {
        return execution.pullRequest().stream()
                .map(request -> new PullRequestReport(
                        null,
                        request.number().isPresent()
                                ? (Integer) request.number().getAsInt()
                                : null,
                        request.url().isEmpty() ? null : request.url(),
                        request.state().word(),
                        request.reason(),
                        request.wish().head(),
                        request.wish().base(),
                        request.wish().merge().map(MergeMethod::word).orElse(null)))
                .toList();
    }
}
