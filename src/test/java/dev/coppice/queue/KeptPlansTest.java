package dev.coppice.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.TestPostgres;
import dev.coppice.sql.SqlText;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A connection keeps its plan of a claim until the server has new statistics: one that was made before there were tasks must do for
 * thousands. The connection here is set up as those of the pool are.
 */
class KeptPlansTest {

    private static final String HOME = UUID.randomUUID().toString();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClaimThatWasPlannedWhileThereWereNoTasksStillReadsItsIndex(boolean ofExecution) throws Exception {
        DatabaseAddress address = TestPostgres.migratedDatabase();
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password())) {
            run(connection, setUp());
            run(connection, "vacuum");
            var text = ofExecution ? ClaimStatements.ofExecution(4) : ClaimStatements.fromQueue(4);
            prepare(connection, text);
            String claim = "execute claim(" + values(text) + ")";
            for (int i = 0; i < 8; i++) {
                run(connection, claim);
            }

            fill(connection);

            assertThat(explained(connection, claim))
                    .contains(ofExecution ? "task_claim_own" : "task_claim ")
                    .doesNotContain("Seq Scan on task ");
        }
    }

    private static String setUp() throws IOException {
        var settings = new Properties();
        try (InputStream file = KeptPlansTest.class.getResourceAsStream("/application.properties")) {
            settings.load(Objects.requireNonNull(file));
        }
        return settings.getProperty("quarkus.datasource.jdbc.new-connection-sql");
    }

    private static void prepare(Connection connection, SqlText claim) throws SQLException {
        String text = claim.positional();
        for (int i = 1; i <= claim.names().size(); i++) {
            text = text.replaceFirst("\\?", "\\$" + i);
        }
        run(connection, "prepare claim as " + text);
    }

    private static String values(SqlText claim) {
        return claim.names().stream().map(KeptPlansTest::value).collect(Collectors.joining(", "));
    }

    private static String value(String name) {
        return switch (name) {
            case "queue" -> "'" + HOME + "'";
            case "agents" -> "'{shell}'";
            case "worker", "home" -> "gen_random_uuid()";
            case "lease" -> "60";
            case "execution" -> "'exec_1'";
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static void fill(Connection connection) throws SQLException {
        run(connection, """
                insert into execution (id, repository, mode, plan, plan_text, plan_hash, base_commit, result_tip, settings, home)
                values ('exec_1', 'r', 'worktree', 'p', '', 'h', 'b', 'b', '{}', gen_random_uuid())
                """);
        run(connection, "insert into batch (execution_id, position, number, title) values ('exec_1', 1, '1', '')");
        run(connection, """
                insert into task (execution_id, batch_id, number, queue, agent, admitted)
                select 'exec_1', b.id, '1.' || i, '%s', 'shell', true from batch b, generate_series(1, 20000) i
                """.formatted(HOME));
    }

    private static String explained(Connection connection, String claim) throws SQLException {
        var lines = new StringBuilder();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("explain " + claim)) {
            while (rows.next()) {
                lines.append(rows.getString(1)).append('\n');
            }
        }
        return lines.toString();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
