package dev.coppice.queue;

import dev.coppice.queue.publication.PublishingColumns;
import dev.coppice.queue.publication.PullRequestStanding;
import dev.coppice.queue.row.Columns;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.HomeId;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads an execution's row for its status. */
final class ExecutionColumns {

    static final SqlText BY_ID = SqlText.of("""
            select e.*, b.checks,
                   exists (select from pull_request where execution_id = e.id) as has_pull_request,
                   exists (select from task where execution_id = e.id and queue = :shared) as shared
              from execution e
              left join baseline b on b.execution_id = e.id
             where e.id = :execution
            """);

    private ExecutionColumns() {}

    static boolean hasPullRequest(ResultSet row) throws SQLException {
        return row.getBoolean("has_pull_request");
    }

    static boolean hasFinished(ResultSet row) throws SQLException {
        return Columns.instant(row, "finished_at").isPresent();
    }

    /** With all that stands in other rows. */
    static ExecutionStatus status(
            ResultSet row,
            Optional<PullRequestStanding> pullRequest,
            List<BatchStatus> batches,
            List<TaskStatus> tasks,
            List<AgentPause> agentPauses)
            throws SQLException {
        var state = ExecutionState.of(Columns.text(row, "state"));
        boolean isPaused = state == ExecutionState.PAUSED;
        return new ExecutionStatus(
                new ExecutionId(Columns.text(row, "id")),
                state,
                optional(row, "pause_reason").filter(_ -> isPaused),
                optional(row, "pause_detail").filter(_ -> isPaused),
                Columns.instant(row, "cancel_requested_at").isPresent(),
                Path.of(Columns.text(row, "repository")),
                ExecutionMode.of(Columns.text(row, "mode")),
                new ExecutionStatus.SubmittedText(
                        Columns.text(row, "plan"), Columns.text(row, "plan_text"), Columns.text(row, "plan_hash")),
                Columns.commit(row, "base_commit"),
                Columns.commit(row, "result_tip"),
                PublishingColumns.publishing(row).with(pullRequest.map(PullRequestStanding::wish)),
                PublishingColumns.published(row),
                PublishingColumns.marked(row),
                PublishingColumns.push(row),
                pullRequest,
                Json.read(Columns.text(row, "settings"), ExecutionSettings.class),
                new HomeId(Columns.uuid(row, "home")),
                row.getBoolean("shared"),
                scheduling(row),
                Columns.instant(row, "deadline_at"),
                Columns.instant(row, "created_at").orElseThrow(),
                Columns.instant(row, "started_at"),
                Columns.instant(row, "finished_at"),
                optional(row, "started_by"),
                optional(row, "checks").map(Baselines::read).orElse(List.of()),
                batches,
                tasks,
                agentPauses);
    }

    private static Scheduling scheduling(ResultSet row) throws SQLException {
        return new Scheduling(
                Optional.ofNullable(row.getObject("max_concurrent", Integer.class)),
                row.getInt("priority"),
                row.getInt("max_retries"),
                Optional.ofNullable(row.getObject("deadline_seconds", Long.class))
                        .map(Duration::ofSeconds));
    }

    private static Optional<String> optional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
