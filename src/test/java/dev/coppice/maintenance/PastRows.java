package dev.coppice.maintenance;

import dev.coppice.task.ExecutionId;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** Executions without tasks, straight into the database: ended long ago, or at work. */
@ApplicationScoped
class PastRows {

    private final AgroalDataSource database;

    PastRows(AgroalDataSource database) {
        this.database = database;
    }

    ExecutionId ended(Duration ago) {
        return ended(ago, Path.of("/nowhere"));
    }

    ExecutionId ended(Duration ago, Path repository) {
        return insert("failed", "clock_timestamp() - interval '" + ago.toSeconds() + " seconds'", repository);
    }

    ExecutionId executing() {
        return insert("executing", "null", Path.of("/nowhere"));
    }

    private ExecutionId insert(String state, String finished, Path repository) {
        var id = ExecutionId.random();
        change("""
                insert into execution (id, state, repository, mode, plan, plan_text, plan_hash, base_commit, result_tip, settings, home,
                                       finished_at)
                values ('%s', '%s', '%s', 'worktree', 'plan.md', '', 'hash', repeat('0', 40), repeat('0', 40), '%s',
                        gen_random_uuid(), %s)
                """.formatted(
                        id,
                        state,
                        repository,
                        "{\"agent\":\"shell\",\"agentCommand\":[],\"isolation\":\"host\",\"taskTimeLimit\":\"PT30M\",\"workers\":1}",
                        finished));
        return id;
    }

    /** The server's statistics know of them when this returns. */
    void addEvents(ExecutionId execution, int events) {
        change("""
                insert into task_event (execution_id, what) select '%s', 'phase' from generate_series(1, %d);
                select pg_stat_force_next_flush()
                """.formatted(execution, events));
        change("analyze task_event");
    }

    int events(ExecutionId execution) {
        return count("task_event where execution_id = '" + execution + "'");
    }

    boolean isThere(ExecutionId execution) {
        return count("execution where id = '" + execution + "'") == 1;
    }

    void change(String statement) {
        try (var connection = database.getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private int count(String from) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + from)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(from, e);
        }
    }
}
