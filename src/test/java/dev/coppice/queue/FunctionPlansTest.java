package dev.coppice.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database's functions do is planned as it should be: the server's own auto_explain tells of every statement inside them. */
@TestInstance(Lifecycle.PER_CLASS)
class FunctionPlansTest {

    private Connection connection;

    @BeforeAll
    void fillADatabaseOfItsOwn() throws SQLException {
        DatabaseAddress address = TestPostgres.migratedDatabase();
        connection = DriverManager.getConnection(address.url(), address.user(), address.password());
        for (var setting : new String[] {
            "load 'auto_explain'",
            "set auto_explain.log_min_duration = 0",
            "set auto_explain.log_nested_statements = on",
            "set client_min_messages = log"
        }) {
            run(setting);
        }
        plansAreMadeWhileTheTablesAreEmpty();
        fill();
    }

    /** As a service does that has just been installed: what is planned now may be kept until the next statistics. */
    private void plansAreMadeWhileTheTablesAreEmpty() throws SQLException {
        run("vacuum");
        for (int i = 0; i < 8; i++) {
            run("select settle('exec_0', null)");
            run("select follow_up('exec_0', 1, 'completed', null)");
            run("select follow_up('exec_0', 1, 'failed', null)");
        }
    }

    private void fill() throws SQLException {
        run("""
                insert into execution (id, repository, mode, plan, plan_text, plan_hash, base_commit, result_tip, settings, home, state)
                select 'exec_' || i, 'r' || i %% 4, 'worktree', 'p', '', 'h', 'b', 'b', '{}', gen_random_uuid(), 'executing'
                  from generate_series(1, 20) i
                """.replace("%%", "%"));
        run(
                "insert into batch (execution_id, position, number, title, state) select id, 1, '1', '', 'executing' from execution");
        run("""
                insert into task (execution_id, batch_id, number, queue, agent, admitted, state, turn)
                select b.execution_id, b.id, '1.' || i, 'q', 'shell', i % 10 = 0,
                       case when i % 5 = 0 then 'queued' else 'completed' end, i
                  from batch b, generate_series(1, 500) i
                """);
        run("""
                update task
                   set approval = case when id % 4 = 0 then 'requested' else 'required' end, pending_parents = 1
                 where state = 'queued' and id % 2 = 0
                """);
        run("""
                insert into task_data (task_id, execution_id, title, payload) select id, execution_id, 't', '{}' from task
                """);
        run("""
                insert into task_edge (parent, child, execution_id)
                select t.id, t.id + 1, t.execution_id from task t where t.id % 5 = 4
                """);
    }

    @AfterAll
    void disconnect() throws SQLException {
        connection.close();
    }

    private static Stream<String> calls() {
        return Stream.of(
                "select settle('exec_7', null)",
                "select settle('exec_8', 1000)",
                "select ask_for_approvals('exec_14')",
                "select follow_up('exec_9', (select min(id) from task where execution_id = 'exec_9'), 'completed', null)",
                "select follow_up('exec_10', (select min(id) from task where execution_id = 'exec_10'), 'failed', null)",
                "select end_attempt('exec_11', 5, gen_random_uuid(), 'failed', '', '', '', true, null, null)",
                "select end_attempt_and_pause('exec_11', 5, gen_random_uuid(), '', '', null, 60, 3600, 3600, 'codex', null)",
                "select tell_of_agent('shell', 'agent_paused', '{}')",
                "select end_agent_pause(gen_random_uuid(), null)",
                "select land('exec_12', gen_random_uuid(), null)");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void noStatementReadsAllTasks(String call) throws SQLException {
        var plans = plansOf("begin", call, "rollback");

        assertThat(plans).contains("Query Text").doesNotContainPattern("Seq Scan on task\\b");
    }

    @Test
    void soItIsOnceThereAreStatistics() throws SQLException {
        run("analyze");

        for (var call : calls().toList()) {
            assertThat(plansOf("begin", call, "rollback")).as(call).doesNotContainPattern("Seq Scan on task\\b");
        }
    }

    @Test
    void theFirstWhoWaitsIsFoundByTheClaimsIndex() throws SQLException {
        assertThat(plansOf("begin", "select settle('exec_13', null)", "rollback"))
                .contains("Index Scan using task_waiting on task t")
                .containsPattern("Index (Only )?Scan using task_claim on task t");
    }

    private String plansOf(String... statements) throws SQLException {
        var plans = new StringBuilder();
        try (var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
                for (var told = statement.getWarnings();
                        told != null;
                        told = (java.sql.SQLWarning) told.getNextException()) {
                    plans.append(told.getMessage()).append('\n');
                }
                statement.clearWarnings();
            }
        }
        return plans.toString();
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
