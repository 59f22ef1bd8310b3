package dev.coppice.queue;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.WorkerId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The claim's transaction: one statement, one commit, no waiting. */
@ApplicationScoped
class Claiming {

    private final Sql sql;
    private final QueueConfig config;

    Claiming(Sql sql, QueueConfig config) {
        this.sql = sql;
        this.config = config;
    }

    @Transactional
    List<Claim> fromQueue(String queue, Claimant claimant, int limit) {
        return bound(ClaimStatements.fromQueue(limit), queue, claimant).rows(Claiming::claim);
    }

    @Transactional
    List<Claim> ofExecution(ExecutionId execution, String queue, Claimant claimant, int limit) {
        return bound(ClaimStatements.ofExecution(limit), queue, claimant)
                .with("execution", execution.value())
                .rows(Claiming::claim);
    }

    private SqlCall bound(SqlText text, String queue, Claimant claimant) {
        return sql.call(text)
                .with("queue", queue)
                .with("agents", claimant.agents().toArray(String[]::new))
                .with("worker", claimant.worker().value())
                .with("home", claimant.home().value())
                .with("lease", config.lease().toMillis() / 1000.0);
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(Columns.lease(row), new TaskNumber(Columns.text(row, "number")));
    }

    /** Who claims, and which agents it has. */
    record Claimant(Set<String> agents, WorkerId worker, HomeId home) {}
}
