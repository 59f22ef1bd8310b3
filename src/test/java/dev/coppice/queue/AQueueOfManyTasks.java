package dev.coppice.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.TestPostgres;
import dev.coppice.sql.SqlText;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How PostgreSQL reads statements in a database with many tasks, whatever it knows about them, and whether it plans once or every time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AQueueOfManyTasks {

    private static final String HOME = UUID.randomUUID().toString();

    private Connection connection;

    @BeforeAll
    void fillADatabaseOfItsOwn() throws SQLException {
        DatabaseAddress address = TestPostgres.migratedDatabase();
        connection = DriverManager.getConnection(address.url(), address.user(), address.password());
        run("""
                insert into execution (id, repository, mode, plan, plan_text, plan_hash, base_commit, result_tip, settings, home)
                select 'exec_' || i, 'r', 'worktree', 'p', '', 'h', 'b', 'b', '{}', gen_random_uuid() from generate_series(1, 20) i
                """);
        run("insert into batch (execution_id, position, number, title) select id, 1, '1', '' from execution");
        run("""
                insert into task (execution_id, batch_id, number, queue, agent, admitted, state)
                select b.execution_id, b.id, '1.' || i, '%s', 'shell', true, case when i %% 5 = 0 then 'queued' else 'completed' end
                  from batch b, generate_series(1, 500) i
                """.formatted(HOME));
    }

    @AfterAll
    void disconnect() throws SQLException {
        connection.close();
    }

    /** In this order: what was analysed once stays so. */
    @ParameterizedTest
    @CsvSource({
        "force_custom_plan, false",
        "force_generic_plan, false",
        "force_custom_plan, true",
        "force_generic_plan, true",
    })
    protected void everyStatementReadsItsIndexAndNoneAllTasks(String mode, boolean analysed) throws SQLException {
        if (analysed) {
            run("analyze");
        }
        run("set plan_cache_mode = " + mode);

        assertThatAllReadTheirs();
    }

    protected abstract void assertThatAllReadTheirs() throws SQLException;

    protected void assertThatItReads(SqlText statement, String index) throws SQLException {
        assertThat(plan(statement)).contains(index).doesNotContain("Seq Scan on task ");
    }

    protected String plan(SqlText claim) throws SQLException {
        run("deallocate all");
        String text = claim.positional();
        for (int i = 1; i <= claim.names().size(); i++) {
            text = text.replaceFirst("\\?", "\\$" + i);
        }
        run("prepare claim as " + text);
        var values = claim.names().isEmpty()
                ? ""
                : claim.names().stream().map(AQueueOfManyTasks::value).collect(Collectors.joining(", ", "(", ")"));
        var lines = new StringBuilder();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("explain execute claim" + values)) {
            while (rows.next()) {
                lines.append(rows.getString(1)).append('\n');
            }
        }
        return lines.toString();
    }

    private static String value(String name) {
        return switch (name) {
            case "queue" -> "'" + HOME + "'";
            case "agents" -> "'{shell}'";
            case "worker", "home" -> "gen_random_uuid()";
            case "lease", "grace", "settled" -> "60";
            case "tasks" -> "'{1, 2, 3}'";
            case "tokens" -> "array[gen_random_uuid()]";
            case "guard" -> "true";
            case "limit" -> "null";
            case "reason" -> "'late'";
            case "execution" -> "'exec_7'";
            default -> throw new IllegalArgumentException(name);
        };
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
