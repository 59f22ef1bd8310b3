package dev.coppice.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start believes what it reads here, and does without Flyway. */
class MigrationHistoryTest {

    private static DatabaseAddress address;
    private static Connection connection;

    @BeforeAll
    static void migrate() throws SQLException {
        address = TestPostgres.freshDatabase();
        connection = connect(address);
        Flyway.configure()
                .dataSource(address.url(), address.user(), address.password())
                .load()
                .migrate();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    @BeforeEach
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    @AfterEach
    void undo() throws SQLException {
        connection.rollback();
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.url(), address.user(), address.password());
    }

    private static boolean isCurrent() throws SQLException {
        return MigrationHistory.read(connection).holdsAll(Migration.all());
    }

    private static void change(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    @Test
    void everyMigrationIsListed() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(Migration.all())
                    .as("src/main/resources/db/migrations.txt names each migration")
                    .extracting(Migration::script)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void whatFlywayHasDoneIsAllThere() throws SQLException {
        assertThat(isCurrent()).isTrue();
    }

    @Test
    void whatALaterVersionAddedDoesNotMatter() throws SQLException {
        change("insert into flyway_schema_history"
                + " values (9999, '9999', 'next', 'SQL', 'V9999__next.sql', 1, 'next', now(), 1, true)");

        assertThat(isCurrent()).isTrue();
    }

    @Test
    void aDatabaseThatWasNeverMigratedHoldsNone() throws SQLException {
        try (var empty = connect(TestPostgres.freshDatabase())) {
            assertThat(MigrationHistory.read(empty).holdsAll(Migration.all())).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from flyway_schema_history where version = '26'",
                "delete from flyway_schema_history where script = 'R__budgets.sql'",
                "update flyway_schema_history set success = false where version = '20'",
                "update flyway_schema_history set checksum = checksum + 1 where version = '1'",
                "update flyway_schema_history set checksum = null where version = '1'",
                "insert into flyway_schema_history" // another version's, which went on from there
                        + " values (9999, null, 'budgets', 'SQL', 'R__budgets.sql', 1, 'other', now(), 1, true)"
            })
    void whatIsMissingOrNotAsItIsNowIsSeen(String sql) throws SQLException {
        change(sql);

        assertThat(isCurrent()).isFalse();
    }

    @Test
    void whatElseTheDatabaseObjectsToIsNoEmptyHistory() throws SQLException {
        var closed = connect(address);
        closed.close();

        assertThatThrownBy(() -> MigrationHistory.read(closed)).isInstanceOf(SQLException.class);
    }
}
