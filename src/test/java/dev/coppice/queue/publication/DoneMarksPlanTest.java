package dev.coppice.queue.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.TestPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Every few seconds it is asked whose tasks are to be marked: that must not cost more the more executions have ended. */
class DoneMarksPlanTest {

    @Test
    void onlyExecutionsThatAreStillToBeMarkedAreLookedAt() throws SQLException {
        var address = TestPostgres.migratedDatabase();
        var lines = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into execution (id, repository, mode, plan, plan_text, plan_hash, base_commit, result_tip, settings, home,
                                           state, finished_at, marks_file, marks_dialect, marked_at)
                    select 'exec_' || i, 'r', 'worktree', 'p', '', 'h', 'b', 'b', '{}', gen_random_uuid(), 'completed', now(),
                           'plan.md', 'native', now()
                      from generate_series(1, 5000) i
                    """);
            statement.execute("analyze execution");
            statement.execute(
                    "set enable_seqscan = off; set plan_cache_mode = force_generic_plan"); // as the application has it
            statement.execute("prepare due as " + DoneMarks.ALL_DUE.positional().replaceFirst("\\?", "\\$1"));
            var rows = statement.executeQuery("explain execute due(gen_random_uuid())");
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }

        assertThat(String.join("\n", lines)).contains("execution_unmarked");
    }
}
