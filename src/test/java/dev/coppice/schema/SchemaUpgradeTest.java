package dev.coppice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SchemaUpgradeTest {

    @Inject
    AgroalDataSource database;

    @Inject
    SchemaUpgrade upgrade;

    @Test
    void anApplicationThatHasStartedHasItsSchema() throws SQLException {
        assertThat(entries("R__budgets.sql")).isEqualTo(1);
    }

    /** Otherwise each start would ask Flyway. */
    @Test
    void itsHistoryHoldsAllMigrations() throws SQLException {
        try (var connection = database.getConnection()) {
            assertThat(MigrationHistory.read(connection).holdsAll(Migration.all()))
                    .isTrue();
        }
    }

    @Test
    void whatIsMissingIsMigrated() throws SQLException {
        run("delete from flyway_schema_history where script like '%R__budgets.sql'");

        upgrade.upgrade(new StartupEvent());

        assertThat(entries("R__budgets.sql")).isEqualTo(1);
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private int entries(String script) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select count(*) from flyway_schema_history where script like '%" + script + "'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
