package dev.coppice.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.queue.ExecutionSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list of executions.
 *
 * @param startedBy the name of who started it; null if it is from before such names were kept
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SummaryView(
        String executionId,
        String status,
        String plan,
        String repository,
        Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String startedBy) {

    /** The newest executions, the newest first. */
    public record SummariesView(List<SummaryView> executions) {}

    static SummaryView of(ExecutionSummary execution) {
        return new SummaryView(
                execution.id().value(),
                execution.state().word(),
                execution.planName(),
                execution.repository().toString(),
                execution.createdAt(),
                execution.finishedAt().orElse(null),
                execution.startedBy().orElse(null));
    }
}
