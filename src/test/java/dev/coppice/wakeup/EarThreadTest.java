package dev.coppice.wakeup;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.Relay;
import dev.coppice.database.TestPostgres;
import dev.coppice.sql.Connector;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to connections that listen, on a real server. */
class EarThreadTest {

    private static final Duration QUIET = Duration.ofMillis(500);
    private final DatabaseAddress server = TestPostgres.freshDatabase();
    private final List<Notification> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger beginnings = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private EarThread ear = ear(() -> connect(server));

    private EarThread ear(Connector connector) {
        return new EarThread(
                () -> {
                    connections.incrementAndGet();
                    return connector.connect();
                },
                QUIET,
                heard::add,
                beginnings::incrementAndGet);
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("socketTimeout", "2");
        properties.setProperty("ApplicationName", "an ear");
        return DriverManager.getConnection(address.url(), properties);
    }

    @AfterEach
    void stop() {
        ear.stop();
    }

    private void startAndAwaitTheBeginning() {
        ear.start();
        await().until(() -> beginnings.get() == 1);
    }

    private void notify(String channel, String payload) {
        TestPostgres.execute(server, "select pg_notify('" + channel + "', '" + payload + "')");
    }

    @Test
    void whatOthersNotifyIsHeardInOrder() {
        startAndAwaitTheBeginning();

        notify(Notification.QUEUED, "shared");
        notify("somebody_elses", "x");
        notify(Notification.STOP_ASKED, "exec_0123456789ab");

        await().until(() -> heard.size() == 2);
        assertThat(heard)
                .containsExactly(
                        new Notification(Notification.QUEUED, "shared"),
                        new Notification(Notification.STOP_ASKED, "exec_0123456789ab"));
    }

    @Test
    void aConnectionThatTheServerEndsIsReplacedWithTheNewsThatSomethingMayHaveBeenMissed() {
        startAndAwaitTheBeginning();

        TestPostgres.execute(
                server, "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'an ear'");

        await().until(() -> beginnings.get() == 2);
        notify(Notification.QUEUED, "shared");
        await().until(() -> heard.size() == 1);
    }

    @Test
    void aConnectionThatDiedWithoutAWordIsFoundOutAndReplaced() {
        try (var relay = Relay.to(server)) {
            ear = ear(() -> connect(relay.address(server)));
            startAndAwaitTheBeginning();

            relay.swallow();
            notify(Notification.QUEUED, "swallowed");

            await().until(() -> beginnings.get() == 2);
            assertThat(heard).isEmpty();
            notify(Notification.QUEUED, "shared");
            await().until(() -> heard.size() == 1);
        }
    }

    @Test
    void aQuietConnectionIsKept() {
        startAndAwaitTheBeginning();

        // The application's own words after the listening began are its tries whether the connection lives.
        await().until(() -> lastStatement().equals("select 1"));
        // The second one was for the proof, at the beginning, that the first one hears others.
        assertThat(connections).hasValue(2);
    }

    private String lastStatement() throws SQLException {
        try (var connection = connect(server);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select query from pg_stat_activity where application_name = 'an ear' and pid <> pg_backend_pid()")) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    @Test
    void whereListeningLeadsNowhereAsBehindATransactionPoolerItIsRefused() throws SQLException {
        var pooled = withoutListening(connect(server));

        assertThatThrownBy(
                        () -> Listening.on(() -> connections.getAndIncrement() == 0 ? pooled : connect(server), QUIET))
                .isInstanceOf(Listening.Refused.class)
                .hasMessageContaining("transaction pooler");
        assertThat(pooled.isClosed()).isTrue();
    }

    /** What a transaction pooler makes of a connection: each statement goes to a server's session that somebody else has next. */
    private static Connection withoutListening(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    var answer = call(real, method, arguments);
                    return answer instanceof Statement statement ? withoutListening(statement) : answer;
                });
    }

    private static Statement withoutListening(Statement real) {
        return (Statement) Proxy.newProxyInstance(
                Statement.class.getClassLoader(),
                new Class<?>[] {Statement.class},
                (_, method, arguments) ->
                        arguments != null && String.valueOf(arguments[0]).startsWith("listen")
                                ? false
                                : call(real, method, arguments));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void aServerThatIsAwayIsTriedUntilItIsBack() {
        var nowhere = new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/none", "nobody", "secret");
        ear = ear(() -> connect(connections.get() < 4 ? nowhere : server));

        ear.start();

        await().until(() -> beginnings.get() == 1);
        assertThat(connections).hasValue(5);
    }
}
