package dev.coppice.queue.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.TestPostgres;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of the list is one stretch of an index, however many executions there are, and needs no sorting but of what came at the same moment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListPlanTest {

    private static final Optional<ExecutionPlace> AFTER =
            Optional.of(new ExecutionPlace(Instant.parse("2026-01-01T00:00:00Z"), new ExecutionId("exec_00000000")));

    private Connection connection;

    @BeforeAll
    void fillADatabaseOfItsOwn() throws SQLException {
        DatabaseAddress address = TestPostgres.migratedDatabase();
        connection = DriverManager.getConnection(address.url(), address.user(), address.password());
        run("""
                insert into execution (id, repository, mode, plan, plan_text, plan_hash, base_commit, result_tip, settings, home,
                                       state, created_at, finished_at)
                select 'exec_' || lpad(to_hex(i), 8, '0'), '/r/' || i % 5, 'worktree', 'p', '', 'h', 'b', 'b', '{"agent": "shell"}',
                       gen_random_uuid(), case when i % 100 = 0 then 'executing' else 'completed' end,
                       now() - i * interval '1 minute', case when i % 100 > 0 then now() - i * interval '1 minute' end
                  from generate_series(1, 5000) i
                """);
    }

    @AfterAll
    void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @EnumSource
    void aPageInAnyOrderIsReadFromAnIndex(ExecutionOrder order) throws SQLException {
        for (var analysed : List.of(false, true)) {
            if (analysed) {
                run("analyze execution");
            }
            for (var after : List.of(Optional.<ExecutionPlace>empty(), AFTER)) {
                assertThat(plan(new ListStatement(filter(Set.of()), order, after)))
                        .contains(order.isOfEnded() ? "execution_ended" : "execution_created")
                        .doesNotContain("Seq Scan", "->  Sort");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsNotAtItsEndIsFoundWithoutReadingWhatIs(boolean analysed) throws SQLException {
        run(analysed ? "analyze execution" : "vacuum execution");

        var open = filter(Set.of(ExecutionState.EXECUTING, ExecutionState.QUEUED));

        assertThat(plan(new ListStatement(open, ExecutionOrder.NEWEST, Optional.empty())))
                .containsAnyOf("execution_open", "execution_unfinished")
                .doesNotContain("Seq Scan");
    }

    @ParameterizedTest
    @EnumSource
    void withEveryFilterItIsStillNotTheWholeTable(ExecutionOrder order) throws SQLException {
        run("analyze execution");
        var all = new ExecutionFilter(
                Set.of(ExecutionState.COMPLETED),
                Optional.of("1"),
                Optional.of("p"),
                Optional.of("shell"),
                Optional.of(ExecutionMode.WORKTREE),
                Optional.of(Instant.EPOCH),
                Optional.of(Instant.now()),
                Optional.of(List.of("1", "2")));

        assertThat(plan(new ListStatement(all, order, AFTER))).doesNotContain("Seq Scan");
    }

    private static ExecutionFilter filter(Set<ExecutionState> states) {
        return new ExecutionFilter(
                states,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** As the application's connections plan it. */
    private String plan(ListStatement statement) throws SQLException {
        run("set plan_cache_mode = force_generic_plan");
        run("set enable_seqscan = off");
        run("deallocate all");
        var text = statement.text();
        var prepared = text.positional();
        var values = new ArrayList<String>();
        for (var name : text.names()) {
            values.add(name.equals("most") ? "51" : literal(statement.values(), name));
            prepared = prepared.replaceFirst("\\?", "\\$" + values.size());
        }
        run("prepare it as " + prepared);
        var call = values.isEmpty() ? "it" : "it(" + String.join(", ", values) + ")";
        try (var explain = connection.createStatement();
                var rows = explain.executeQuery("explain execute " + call)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return String.join("\n", lines);
        }
    }

    private static String literal(Map<String, Object> values, String name) {
        return values.get(name) instanceof String[] texts
                ? "'{" + String.join(",", texts) + "}'"
                : "'" + values.get(name) + "'";
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
