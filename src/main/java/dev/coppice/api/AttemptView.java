package dev.coppice.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.queue.AttemptStatus;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.TaskStatus;
import dev.coppice.report.TokensReport;
import dev.coppice.task.CommitId;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a task.
 *
 * @param reason the word for programs; {@code error} is the text for people
 * @param agent by which it was made
 * @param model that the agent was told to use
 * @param commit what landed, or the work that was kept
 * @param log the path under which this service tells what it printed
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AttemptView(
        int number,
        String status,
        String phase,
        @Nullable String agent,
        @Nullable String model,
        @Nullable String reason,
        @Nullable String error,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String commit,
        @Nullable BigDecimal costUsd,
        boolean costIsEstimate,
        @Nullable TokensReport tokens,
        @Nullable String log) {

    public static AttemptView of(ExecutionStatus execution, TaskStatus task, AttemptStatus attempt) {
        return new AttemptView(
                attempt.number(),
                attempt.state(),
                attempt.phase().word(),
                attempt.agent().orElse(null),
                attempt.model().orElse(null),
                attempt.reason().orElse(null),
                attempt.message().orElse(null),
                attempt.startedAt(),
                attempt.endedAt().orElse(null),
                attempt.commit().map(CommitId::sha).orElse(null),
                attempt.spent().cost().orElse(null),
                attempt.spent().isEstimate(),
                TokensReport.of(attempt.spent().tokens()),
                attempt.log().map(_ -> path(execution, task, attempt)).orElse(null));
    }

    private static String path(ExecutionStatus execution, TaskStatus task, AttemptStatus attempt) {
        var number = URLEncoder.encode(task.number().text(), StandardCharsets.UTF_8);
        return "/api/v1/autonomous/" + execution.id() + "/tasks/" + number + "/attempts/" + attempt.number() + "/log";
    }
}
