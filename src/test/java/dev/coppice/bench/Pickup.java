package dev.coppice.bench;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.queue.Executions;
import dev.coppice.queue.NewExecution;
import dev.coppice.task.ExecutionId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/**
 * How long a task waits on an idle queue: from just before the commit that makes it claimable to its claim, both by the database's clock.
 * That commit, and the notification of it, come from connections outside the application, as another process's do.
 */
final class Pickup {

    /** What other processes notify, with the queue's name; where nobody listens, it is as good as lost. */
    private static final String NOTIFY = "select pg_notify('coppice_queued', ?)";

    private static final String HOLD_BACK = "update task set admitted = false where execution_id = ?";
    private static final String ADMIT = "update task set admitted = true where execution_id = ? and state = 'queued'";
    private static final String NOW = "select extract(epoch from clock_timestamp()) * 1000";

    private static final String CLAIMED = """
            select extract(epoch from min(a.started_at)) * 1000 from attempt a join task t on t.id = a.task_id where t.execution_id = ?
            """;

    /** The poll's period: a pause of up to that long puts samples at all its moments. */
    private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

    private final Executions executions;
    private final DataSource pool;
    private final Supplier<NewExecution> plans;
    private final Random random = new Random(4);

    Pickup(Executions executions, DataSource pool, Supplier<NewExecution> plans) {
        this.executions = executions;
        this.pool = pool;
        this.plans = plans;
    }

    void print(String figure, int samples, boolean notified) throws SQLException {
        var start = Usage.now(QueueRoom.database());
        var times = new double[samples];
        try (var connection = connect();
                var notifier = connect()) {
            connection.setAutoCommit(false);
            for (int sample = 0; sample < samples; sample++) {
                times[sample] = sample(connection, notified ? notifier : null);
            }
        }
        double foreign = Usage.now(QueueRoom.database()).since(start).foreign();
        System.out.println(new Samples(figure, times).line(String.format(Locale.ROOT, ",\"foreign\":%.2f", foreign)));
    }

    private double sample(Connection connection, Connection notifier) throws SQLException {
        var plan = plans.get();
        QuarkusTransaction.requiringNew().run(() -> submitHeldBack(plan));
        LockSupport.parkNanos(random.nextLong(PERIOD_NANOS));
        run(connection, ADMIT, plan.id().value());
        double admitted = number(connection, NOW);
        connection.commit();
        if (notifier != null) {
            run(notifier, NOTIFY, plan.home().value().toString());
        }
        awaitEnd(plan.id());
        double claimed = number(connection, CLAIMED, plan.id().value());
        connection.rollback();
        return claimed - admitted;
    }

    private void submitHeldBack(NewExecution plan) {
        executions.submit(plan);
        try (var connection = pool.getConnection()) {
            run(connection, HOLD_BACK, plan.id().value());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot hold back " + plan.id(), e);
        }
    }

    /** So that the worker is idle when the next sample comes. */
    private void awaitEnd(ExecutionId execution) {
        Awaitility.await()
                .atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> executions.summary(execution).orElseThrow().state().isFinal());
    }

    private static void run(Connection connection, String sql, String value) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.execute();
        }
    }

    private static double number(Connection connection, String query, String... values) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            for (int position = 1; position <= values.length; position++) {
                statement.setString(position, values[position - 1]);
            }
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getDouble(1);
            }
        }
    }

    private static Connection connect() throws SQLException {
        DatabaseAddress database = QueueRoom.database();
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
