package dev.coppice.maintenance;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.PostgresResource;
import dev.coppice.database.TestPostgres;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever holds a snapshot for too long is told of by name, once in a while. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class VacuumWatchTest {

    private static final Logger LOGGER = Logger.getLogger(VacuumWatch.class.getName());

    private final DatabaseAddress address = TestPostgres.freshDatabase();
    private final Told told = new Told();
    private AgroalDataSource database;

    private static final class Told extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() throws SQLException {
        database = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(1)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(address.url())
                                .principal(new NamePrincipal(address.user()))
                                .credential(new SimplePassword(address.password())))));
        LOGGER.addHandler(told);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(told);
        database.close();
    }

    private VacuumWatch watch(Duration tooLong) {
        return new VacuumWatch(database, Settings.keepingAll().withTransactionsOf(tooLong));
    }

    private Connection connect(String application) throws SQLException {
        var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("set application_name = '" + application + "'");
        }
        connection.commit();
        return connection;
    }

    private static int holdSnapshot(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void aSnapshotThatIsHeldForTooLongIsToldOfByPidAndApplication() throws SQLException {
        try (var connection = connect("a report")) {
            int pid = holdSnapshot(connection);
            var watch = watch(Duration.ofMillis(1));

            await().until(() -> {
                watch.look();
                return !told.lines.isEmpty();
            });

            assertThat(told.lines.getFirst()).contains("process " + pid + " ", "'a report'", "transaction open");
            connection.rollback();
        }
    }

    @Test
    void theSameOneIsNotToldOfAgainAtEveryLook() throws SQLException {
        try (var connection = connect("a report")) {
            holdSnapshot(connection);
            var patient = watch(Duration.ofSeconds(2));

            await().until(() -> {
                patient.look();
                return !told.lines.isEmpty();
            });
            patient.look();
            patient.look();

            assertThat(told.lines).hasSize(1);
            connection.rollback();
        }
    }

    @Test
    void aYoungTransactionAndASessionWithoutOneAreNoNews() throws SQLException {
        try (var young = connect("young");
                var idle = connect("idle")) {
            holdSnapshot(young);

            watch(Duration.ofHours(1)).look();

            assertThat(idle.isClosed()).isFalse();
            assertThat(told.lines).isEmpty();
            young.rollback();
        }
    }
}
