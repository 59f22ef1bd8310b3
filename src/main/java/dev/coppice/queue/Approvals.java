package dev.coppice.queue;

import dev.coppice.queue.row.Columns;
import dev.coppice.queue.row.ExecutionLock;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlCall;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskId;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * Approves and rejects tasks that need a person's word. Asking for it needs nobody: whatever lets a task wait for nothing else asks for it in
 * the same transaction. Both are under the execution's lock, so that it does not matter which comes first, the word or the end of what the
 * task waits for.
 */
@ApplicationScoped
public class Approvals {

    /** The word for programs of why an execution is paused. */
    public static final String PAUSE_REASON = "approval_required";

    private final Sql sql;
    private final ExecutionLock lock;
    private final FollowUps followUps;
    private final Steering steering;

    Approvals(Sql sql, ExecutionLock lock, FollowUps followUps, Steering steering) {
        this.sql = sql;
        this.lock = lock;
        this.followUps = followUps;
        this.steering = steering;
    }

    /**
     * What somebody has decided.
     *
     * @param by the name of who it is
     * @param comment what that one says with it
     */
    public record Decision(String by, Optional<String> comment) {}

    /** Lets those of the tasks begin that are not decided yet, whether they are asked for already or not; answers how many they were. */
    @Transactional
    public int approve(ExecutionId execution, List<TaskId> tasks, Decision decision) {
        lock.take(execution);
        int approved =
                call(ApprovalStatements.APPROVE, execution, tasks, decision).run();
        if (approved > 0) {
            followUps.settle(execution);
            Log.infof("%s: %s has approved %d of its tasks", execution, decision.by(), approved);
        }
        return approved;
    }

    /** Cancels those of the tasks that are not decided yet, and skips what needs them; answers how many were rejected. */
    @Transactional
    public int reject(ExecutionId execution, List<TaskId> tasks, Decision decision) {
        lock.take(execution);
        var rejected =
                call(ApprovalStatements.REJECT, execution, tasks, decision).rows(row -> row.getLong("id"));
        for (long task : rejected) {
            sql.call(ApprovalStatements.SKIP_WHAT_NEEDS).with("task", task).row(_ -> true);
        }
        if (!rejected.isEmpty()) {
            followUps.settle(execution);
            Log.infof("%s: %s has rejected %d of its tasks", execution, decision.by(), rejected.size());
        }
        return rejected.size();
    }

    /** Pauses the execution if all that is left of it waits for approvals; false, and nothing is changed, if anything else could go on. */
    @Transactional
    public boolean pauseIfAllThatIsLeft(ExecutionId execution) {
        lock.take(execution);
        return sql.call(ApprovalStatements.ALL_THAT_IS_LEFT)
                .with("execution", execution.value())
                .row(row -> Columns.text(row, "tasks"))
                .filter(tasks -> steering.pause(execution, PAUSE_REASON, "approval is asked for: " + tasks))
                .isPresent();
    }

    private SqlCall call(SqlText statement, ExecutionId execution, List<TaskId> tasks, Decision decision) {
        return sql.call(statement)
                .with("execution", execution.value())
                .with("tasks", tasks.stream().map(TaskId::value).toArray(Long[]::new))
                .with("by", decision.by())
                .with("comment", decision.comment().orElse(null));
    }
}
