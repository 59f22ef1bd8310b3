package dev.coppice.queue;

import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import dev.coppice.wakeup.WakeUps;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * What a change of an execution sets off, under its lock: which batches are over, who never will run, who may start now. The ends of
 * attempts and landings bring their follow-ups along, in the same functions of the database.
 */
@ApplicationScoped
class FollowUps {

    private static final SqlText SETTLE = SqlText.of("""
            select settle(:execution, cast(:limit as int)) as admitted,
                   (select t.queue from task t where t.execution_id = :execution limit 1) as line
            """);

    private final Sql sql;
    private final QueueConfig config;
    private final WakeUps wakeUps;

    FollowUps(Sql sql, QueueConfig config, WakeUps wakeUps) {
        this.sql = sql;
        this.config = config;
        this.wakeUps = wakeUps;
    }

    /** Ends what has no open task left, and fills the free places. */
    void settle(ExecutionId execution) {
        sql.call(SETTLE)
                .with("execution", execution.value())
                .withNumber("limit", config.repositoryLimit())
                .row(row -> Map.entry(row.getInt("admitted"), String.valueOf(row.getString("line"))))
                .ifPresent(settled -> wakeUps.admitted(settled.getValue(), settled.getKey()));
    }
}
