package dev.coppice.queue.retention;

import dev.coppice.queue.row.ExecutionLock;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * The transactions of a deletion. Each looks again, under the lock, whether the execution is still at its end, and each may be the last
 * for now: whoever begins anew goes on from there. What a retry needs goes last and at once.
 */
@ApplicationScoped
class DeletionSteps {

    private final Sql sql;
    private final ExecutionLock lock;

    DeletionSteps(Sql sql, ExecutionLock lock) {
        this.sql = sql;
        this.lock = lock;
    }

    /** Deletes the next rows; empty if there are more. */
    @Transactional
    Optional<Deletion> next(ExecutionId execution) {
        var objection = objection(execution);
        if (objection.isPresent()) {
            return objection;
        }
        if (call(PastStatements.PRUNE_EVENTS, execution) > 0 || call(PastStatements.DELETE_ATTEMPTS, execution) > 0) {
            return Optional.empty();
        }
        deleteTheRest(execution);
        return Optional.of(new Deletion.Deleted());
    }

    private Optional<Deletion> objection(ExecutionId execution) {
        var locked = lock.take(execution);
        if (locked.isEmpty()) {
            return Optional.of(new Deletion.Unknown());
        }
        var state = locked.get().state();
        return state.isFinal() ? unsettled(execution) : Optional.of(new Deletion.NotEnded(state));
    }

    private Optional<Deletion> unsettled(ExecutionId execution) {
        return sql.call(PastStatements.UNSETTLED)
                .with("execution", execution.value())
                .row(row -> Optional.ofNullable(row.getString("why")))
                .flatMap(why -> why)
                .map(Deletion.Unsettled::new);
    }

    private void deleteTheRest(ExecutionId execution) {
        call(PastStatements.REMEMBER, execution);
        call(PastStatements.DELETE_EDGES, execution);
        call(PastStatements.DELETE_DATA, execution);
        call(PastStatements.DELETE_TASKS, execution);
        call(PastStatements.DELETE_EXECUTION, execution);
    }

    private int call(SqlText statement, ExecutionId execution) {
        return sql.call(statement).with("execution", execution.value()).run();
    }
}
