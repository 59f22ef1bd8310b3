package dev.coppice.api.listing;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.queue.listing.ListedExecution;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list of executions.
 *
 * @param repository its name, or its folder if it has none
 * @param startedAt when it was accepted; the list's {@code created_at}
 * @param startedBy the name of who started it; null if it is from before such names were kept
 * @param tasksCompleted with what was done already in the plan; {@code tasksSkipped} is without it
 * @param costUsd what its agents have spent so far, as far as they tell; null if none has
 * @param agent by which tasks are done whose plan names none
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SummaryView(
        String executionId,
        String status,
        String plan,
        String repository,
        Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String startedBy,
        String executionMode,
        String agent,
        int tasksTotal,
        int tasksCompleted,
        int tasksExecuting,
        int tasksFailed,
        int tasksSkipped,
        int tasksCancelled,
        @Nullable BigDecimal costUsd,
        boolean costIsEstimate) {

    static SummaryView of(ListedExecution listed) {
        var execution = listed.summary();
        return new SummaryView(
                execution.id().value(),
                execution.state().word(),
                execution.planName(),
                listed.repository(),
                execution.createdAt(),
                execution.finishedAt().orElse(null),
                execution.startedBy().orElse(null),
                execution.mode().word(),
                listed.agent(),
                listed.tally().total(),
                listed.tally().completed(),
                listed.tally().executing(),
                listed.tally().failed(),
                listed.tally().skipped(),
                listed.tally().cancelled(),
                listed.tally().costUsd().orElse(null),
                listed.tally().isEstimate());
    }
}
