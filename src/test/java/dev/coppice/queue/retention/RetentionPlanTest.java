package dev.coppice.queue.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.TestPostgres;
import dev.coppice.sql.SqlText;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forgetting one execution must not read the tables of all the others, whatever the planner knows about them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetentionPlanTest {

    private static final List<String> LARGE =
            List.of("task", "task_data", "task_edge", "task_event", "task_event_rest", "attempt", "batch");

    private Connection connection;

    /** One execution has a tenth of everything, as many small ones share the rest. */
    @BeforeAll
    void fillADatabaseOfItsOwn() throws SQLException {
        DatabaseAddress address = TestPostgres.migratedDatabase();
        connection = DriverManager.getConnection(address.url(), address.user(), address.password());
        run("""
                insert into execution (id, repository, mode, plan, plan_text, plan_hash, base_commit, result_tip, settings, home,
                                       state, finished_at)
                select 'exec_' || i, 'r', 'worktree', 'p', '', 'h', 'b', 'b', '{}', gen_random_uuid(), 'completed',
                       now() - i * interval '1 hour' from generate_series(1, 1000) i
                """);
        run("insert into baseline (execution_id, token) select id, gen_random_uuid() from execution");
        run("""
                insert into pull_request (execution_id, forge, project, head, base, title, draft, labels, delete_branch)
                select id, 'f', 'p', 'h', 'b', 't', false, '{}', false from execution
                """);
        run("insert into batch (execution_id, position, number, title) select id, 1, '1', '' from execution");
        run("""
                insert into task (execution_id, batch_id, number, agent, state)
                select b.execution_id, b.id, '1.' || i, 'shell', 'completed'
                  from batch b, generate_series(1, case b.execution_id when 'exec_7' then 2000 else 18 end) i
                """);
        run(
                "insert into task_data (task_id, execution_id, title, payload) select id, execution_id, '', '{}' from task");
        run("insert into task_edge (parent, child, execution_id) select id, id + 1, execution_id from task");
        run(
                "insert into attempt (task_id, number, worker, home) select id, 1, gen_random_uuid(), gen_random_uuid() from task");
        run("""
                insert into task_lease (task_id, attempt, execution_id, token, worker, home, lease_until)
                select id, 1, execution_id, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now() from task
                """);
        run("""
                insert into integration_intent (execution_id, task_id, attempt, token, old_tip, new_tip, state)
                select execution_id, id, 1, gen_random_uuid(), 'a', 'b', 'landed' from task
                """);
        run("""
                insert into task_event (execution_id, task_id, what)
                select execution_id, id, 'completed' from task, generate_series(1, 5)
                """);
    }

    @AfterAll
    void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pruningAndDeletingReadIndexes(boolean analysed) throws SQLException {
        if (analysed) {
            run("analyze");
        }
        for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
            run("set plan_cache_mode = " + mode);

            assertReads(PastStatements.PRUNE_EVENTS, "task_event_rest_execution_id_transaction_id_idx");
            assertReads(PastStatements.DELETE_ATTEMPTS, "attempt_pkey");
            assertReads(PastStatements.DELETE_EDGES, "task_edge_execution");
            assertReads(PastStatements.DELETE_DATA, "task_data_execution");
            assertReads(PastStatements.DELETE_TASKS, "task_execution_id_number_key");
            assertReads(PastStatements.DELETE_EXECUTION, "execution_pkey");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsToBeForgottenIsFoundByAnIndex(boolean analysed) throws SQLException {
        run("update execution set events_pruned_at = now() where id <> 'exec_7'");
        if (analysed) {
            run("analyze execution");
        }
        for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
            run("set plan_cache_mode = " + mode);

            assertThat(plan(PastStatements.WITH_EVENTS.positional().replace("?", "$1"), "3600"))
                    .contains("execution_with_events")
                    .doesNotContain("Seq Scan");
            assertThat(plan(PastStatements.ENDED.positional().replace("?", "$1"), "3600"))
                    .contains("execution_ended")
                    .doesNotContain("Seq Scan");
        }
    }

    /** What a deleted row takes with it is found by the columns that refer to it: the server asks just so. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatRefersToADeletedRowIsFoundByAnIndex(boolean analysed) throws SQLException {
        if (analysed) {
            run("analyze");
        }
        run("set plan_cache_mode = force_generic_plan");
        var cascades = cascades();

        assertThat(cascades).hasSizeGreaterThanOrEqualTo(8);
        for (Cascade cascade : cascades) {
            assertThat(plan("delete from only " + cascade.table() + " where " + cascade.condition(), cascade.values()))
                    .as(cascade.toString())
                    .contains("Index")
                    .doesNotContain("Seq Scan");
        }
    }

    private record Cascade(String table, String condition, String values) {}

    private List<Cascade> cascades() throws SQLException {
        var found = new ArrayList<Cascade>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select c.conrelid::regclass as child,
                               string_agg(a.attname || ' = $' || k.n || '::' || format_type(a.atttypid, null), ' and ' order by k.n)
                                 as condition,
                               string_agg('''1''', ', ') as values
                          from pg_constraint c
                          cross join lateral unnest(c.conkey) with ordinality k(attnum, n)
                          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
                         where c.contype = 'f'
                         group by c.oid, c.conrelid
                        """)) {
            while (rows.next()) {
                found.add(new Cascade(rows.getString("child"), rows.getString("condition"), rows.getString("values")));
            }
        }
        return found;
    }

    private void assertReads(SqlText statement, String index) throws SQLException {
        var text = statement.positional();
        for (int i = 1; i <= statement.names().size(); i++) {
            text = text.replaceFirst("\\?", "\\$" + i + "::text");
        }
        var values = String.join(
                ", ", statement.names().stream().map(_ -> "'exec_7'").toList());
        assertThat(plan(text, values))
                .contains(index)
                .doesNotContainPattern("Seq Scan on (" + String.join("|", LARGE) + ")\\b");
    }

    private String plan(String text, String values) throws SQLException {
        run("deallocate all");
        run("prepare it as " + text);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("explain execute it(" + values + ")")) {
            var lines = Stream.<String>builder();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return String.join("\n", lines.build().toList());
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
