package dev.coppice.queue;

import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What a change of an execution sets off, under its lock: which batches are over, who never will run, who may start now. The ends of
 * attempts and landings bring their follow-ups along, in the same functions of the database.
 */
@ApplicationScoped
class FollowUps {

    private static final SqlText SETTLE = SqlText.of("select settle(:execution, cast(:limit as int)) as admitted");

    private final Sql sql;
    private final QueueConfig config;

    FollowUps(Sql sql, QueueConfig config) {
        this.sql = sql;
        this.config = config;
    }

    /** Ends what has no open task left, and fills the free places. */
    void settle(ExecutionId execution) {
        sql.call(SETTLE)
                .with("execution", execution.value())
                .withNumber("limit", config.repositoryLimit())
                .row(row -> row.getInt("admitted"));
    }
}
