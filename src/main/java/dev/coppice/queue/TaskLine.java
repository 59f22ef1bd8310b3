package dev.coppice.queue;

import dev.coppice.queue.row.Columns;
import dev.coppice.sql.SqlText;
import dev.coppice.task.CommitId;
import dev.coppice.task.Phase;
import dev.coppice.task.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One task as a status reads it.
 *
 * @param batch the id of its batch
 * @param reason why it is in its state; empty if there is nothing to say
 * @param commit the name of what landed; empty if nothing has
 */
record TaskLine(
        long id,
        long batch,
        String number,
        String title,
        String state,
        String reason,
        int pendingParents,
        int attempts,
        Optional<CommitId> commit,
        Optional<Approval> approval,
        boolean cancelRequested) {

    /** Without the payloads, which may be large. */
    static final SqlText OF_EXECUTION = SqlText.of("""
            select t.id, t.batch_id, t.number, t.state, coalesce(t.reason, '') as reason, t.pending_parents, t.attempts, t.commit_id,
                   t.approval, t.cancel_requested_at is not null as cancel_requested,
                   coalesce(d.title, '') as title, d.approval_by, d.approval_at, d.approval_comment
              from task t
              left join task_data d on d.task_id = t.id
             where t.execution_id = :execution
             order by t.id
            """);

    static TaskLine of(ResultSet row) throws SQLException {
        return new TaskLine(
                row.getLong("id"),
                row.getLong("batch_id"),
                Columns.text(row, "number"),
                Columns.text(row, "title"),
                Columns.text(row, "state"),
                Columns.text(row, "reason"),
                row.getInt("pending_parents"),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("commit_id")).map(CommitId::new),
                approval(row),
                row.getBoolean("cancel_requested"));
    }

    private static Optional<Approval> approval(ResultSet row) throws SQLException {
        var state = row.getString("approval");
        return state == null
                ? Optional.empty()
                : Optional.of(new Approval(
                        Approval.State.of(state),
                        Optional.ofNullable(row.getString("approval_by")),
                        Columns.instant(row, "approval_at"),
                        Optional.ofNullable(row.getString("approval_comment"))));
    }

    boolean isQueued() {
        return state.equals("queued");
    }

    /** Its work is there: by this execution, or already when the plan was written. */
    boolean isDone() {
        return state.equals("completed") || (state.equals("skipped") && reason.equals("done_in_plan"));
    }

    boolean isExecuting() {
        return state.equals("executing");
    }

    boolean isOpen() {
        return isQueued() || isExecuting();
    }

    TaskState toState(Phase phase) {
        return switch (state) {
            case "queued" -> new TaskState.Queued(pendingParents);
            case "executing" -> new TaskState.Executing(attempts, phase);
            case "completed" -> new TaskState.Completed(commit.orElse(null));
            default -> TaskWords.ended(state, reason);
        };
    }
}
