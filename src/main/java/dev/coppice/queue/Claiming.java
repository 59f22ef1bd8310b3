package dev.coppice.queue;

import dev.coppice.queue.row.Columns;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlCall;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.WorkerId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The claim: one statement, which is its own transaction, and no waiting. */
@ApplicationScoped
class Claiming {

    private final AutoCommit sql;
    private final QueueConfig config;

    Claiming(AutoCommit sql, QueueConfig config) {
        this.sql = sql;
        this.config = config;
    }

    List<Claimed> fromQueue(String queue, Claimant claimant, int limit) {
        var text = claimant.isProbing() ? ClaimStatements.PROBE_FROM_QUEUE : ClaimStatements.fromQueue(limit);
        return bound(text, queue, claimant).rows(Claiming::claimed);
    }

    List<Claimed> ofExecution(ExecutionId execution, String queue, Claimant claimant, int limit) {
        var text = claimant.isProbing() ? ClaimStatements.PROBE_OF_EXECUTION : ClaimStatements.ofExecution(limit);
        return bound(text, queue, claimant).with("execution", execution.value()).rows(Claiming::claimed);
    }

    private SqlCall bound(SqlText text, String queue, Claimant claimant) {
        return sql.call(text)
                .with("queue", queue)
                .with("agents", claimant.agents().toArray(String[]::new))
                .with("worker", claimant.worker().value())
                .with("home", claimant.home().value())
                .with("lease", config.lease().toMillis() / 1000.0);
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        var claim = new Claim(
                Columns.lease(row),
                new TaskNumber(Columns.text(row, "number")),
                ClaimedAgent.agentOf(Columns.text(row, "doer")),
                Path.of(Columns.text(row, "repository")),
                Duration.ofMillis(row.getLong("waited")));
        return new Claimed(claim, row.getBoolean("is_first"));
    }

    /** A claim, and whether it may be the first of its execution or batch. */
    record Claimed(Claim claim, boolean isFirst) {}

    /** Who claims, and which agents it has; who is probing claims one task of its one agent, to try whether that can work again. */
    record Claimant(Set<String> agents, WorkerId worker, HomeId home, boolean isProbing) {

        Claimant probing(String agent) {
            return new Claimant(Set.of(agent), worker, home, true);
        }
    }
}
