package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.database.PostgresResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The server ends what is stuck, so that nobody waits for it for ever; migrations it lets take their time. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TimeOutsTest {

    @Inject
    TestQueue queue;

    @Inject
    Steering steering;

    @Inject
    AgroalDataSource database;

    @Inject
    Flyway flyway;

    @Test
    void aTransactionThatIsStuckIsEndedAndWhoWaitsForItGoesOn() throws SQLException {
        var running = queue.submit(PlanDraft.of(task("1.1")));
        try (var stuck = database.getConnection();
                var statement = stuck.createStatement()) {
            stuck.setAutoCommit(false);
            statement.execute("select id from execution where id = '" + running.id() + "' for no key update");

            boolean isPaused = steering.pause(running.id(), "asked");

            assertThat(isPaused).isTrue();
            assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
        }
        assertThat(queue.state(running)).isEqualTo("paused");
    }

    @Test
    void aStatementThatTakesTooLongIsEnded() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select pg_sleep(60)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        }
    }

    @Test
    void aConnectionOfThePoolHasBothTimeOuts() throws SQLException {
        try (var connection = database.getConnection()) {
            assertThat(show(connection, "statement_timeout")).isEqualTo("10s");
            assertThat(show(connection, "idle_in_transaction_session_timeout")).isEqualTo("8s");
        }
    }

    @Test
    void migrationsHaveConnectionsOfTheirOwnWithoutTimeOuts() throws SQLException {
        var configuration = flyway.getConfiguration();

        try (var connection = configuration.getDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(configuration.getInitSql());

            assertThat(connection.isWrapperFor(io.agroal.pool.wrapper.ConnectionWrapper.class))
                    .isFalse();
            assertThat(show(connection, "statement_timeout")).isEqualTo("0");
            assertThat(show(connection, "idle_in_transaction_session_timeout")).isEqualTo("0");
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
