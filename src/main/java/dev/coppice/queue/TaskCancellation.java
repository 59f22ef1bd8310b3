package dev.coppice.queue;

import dev.coppice.queue.row.Columns;
import dev.coppice.queue.row.ExecutionLock;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import dev.coppice.wakeup.WakeUps;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * Cancels one task while its execution goes on. It is under the execution's lock, as the announcement of a landing is: of a cancel and a
 * landing that meet, the first one counts.
 */
@ApplicationScoped
public class TaskCancellation {

    /** What came of it. */
    public enum Answer {
        /** It was queued, and is cancelled. */
        CANCELLED,
        /** It is executing, and hears of it with the next heartbeat, which is hurried. */
        ASKED,
        /** Nothing had to be done: it is cancelled, or was asked to stop before. */
        ALREADY,
        /** Its work is on its way to the result, and nothing can call that back. */
        LANDING,
        /** It has ended otherwise. */
        ENDED
    }

    private static final String LANDING_OPEN = """
            exists (select from integration_intent i where i.execution_id = :execution and i.state = 'open' and i.task_id = t.id)""";

    /** A task claimed a moment ago is seen as executing here: the update waits for the claim's commit and looks again. */
    private static final SqlText CANCEL = SqlText.of("""
            with asked as (
              update task t
                 set cancel_requested_at = clock_timestamp(),
                     state = case t.state when 'queued' then 'cancelled' else t.state end,
                     reason = case t.state when 'queued' then null else t.reason end
               where t.execution_id = :execution and t.number = :number
                 and t.state in ('queued', 'executing') and t.cancel_requested_at is null and not %s
              returning t.id, t.state),
            told as (
              insert into task_event (execution_id, task_id, what)
              select :execution, asked.id, case asked.state when 'cancelled' then asked.state else 'cancel_requested' end from asked)
            select asked.id, asked.state from asked
            """.formatted(LANDING_OPEN));

    private static final SqlText STANDING = SqlText.of("""
            select t.state, t.cancel_requested_at is not null as cancel_requested, %s as landing
              from task t
             where t.execution_id = :execution and t.number = :number
            """.formatted(LANDING_OPEN));

    private final Sql sql;
    private final ExecutionLock lock;
    private final FollowUps followUps;
    private final WakeUps wakeUps;

    TaskCancellation(Sql sql, ExecutionLock lock, FollowUps followUps, WakeUps wakeUps) {
        this.sql = sql;
        this.lock = lock;
        this.followUps = followUps;
        this.wakeUps = wakeUps;
    }

    /** What needs the task is skipped as after a failure, at once or when it has stopped; the rest of the execution goes on. */
    @Transactional
    public Answer cancel(ExecutionId execution, TaskNumber task) {
        lock.take(execution);
        return sql.call(CANCEL)
                .with("execution", execution.value())
                .with("number", task.text())
                .row(row -> Map.entry(row.getLong("id"), Columns.text(row, "state")))
                .map(asked -> asked(execution, task, asked.getKey(), asked.getValue()))
                .orElseGet(() -> standing(execution, task));
    }

    private Answer asked(ExecutionId execution, TaskNumber task, long id, String state) {
        Log.infof("%s task %s: cancelled", execution, task);
        if (!state.equals("cancelled")) {
            wakeUps.stopAsked(execution);
            return Answer.ASKED;
        }
        sql.call(ApprovalStatements.SKIP_WHAT_NEEDS).with("task", id).row(_ -> true);
        followUps.settle(execution);
        return Answer.CANCELLED;
    }

    private Answer standing(ExecutionId execution, TaskNumber task) {
        return sql.call(STANDING)
                .with("execution", execution.value())
                .with("number", task.text())
                .row(TaskCancellation::standing)
                .orElse(Answer.ENDED);
    }

    private static Answer standing(ResultSet row) throws SQLException {
        var state = Columns.text(row, "state");
        if (state.equals("executing") && row.getBoolean("landing")) {
            return Answer.LANDING;
        }
        boolean isCancelled =
                state.equals("cancelled") || (state.equals("executing") && row.getBoolean("cancel_requested"));
        return isCancelled ? Answer.ALREADY : Answer.ENDED;
    }
}
