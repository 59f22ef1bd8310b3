package dev.coppice.torture;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.implementation.bind.annotation.SuperCall;

/** What the container does round a transactional method: one connection, bound to the thread; commit, or roll back on a failure. */
public final class Transactions {

    private static final ThreadLocal<Transaction> CURRENT = new ThreadLocal<>();
    private static volatile DataSource pool = missing();

    private static final class Transaction {

        private final Connection connection;
        private boolean doomed;

        private Transaction(Connection connection) {
            this.connection = connection;
        }
    }

    private Transactions() {}

    static void use(DataSource source) {
        pool = source;
    }

    /** The current transaction's; what runs plain SQL asks for it. */
    public static Connection connection() {
        var current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException("no transaction");
        }
        return current.connection;
    }

    /** Runs the method itself; the generated subclasses call this instead. */
    @RuntimeType
    public static Object within(@SuperCall Callable<?> method) throws Exception {
        return CURRENT.get() == null ? begin(method) : join(CURRENT.get(), method);
    }

    private static Object join(Transaction current, Callable<?> method) throws Exception {
        try {
            return method.call();
        } catch (RuntimeException e) {
            current.doomed = true;
            throw e;
        }
    }

    private static Object begin(Callable<?> method) throws Exception {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            var transaction = new Transaction(connection);
            CURRENT.set(transaction);
            boolean done = false;
            try {
                Object answer = method.call();
                done = !transaction.doomed;
                return answer;
            } finally {
                CURRENT.remove();
                end(connection, done);
            }
        } catch (SQLException e) {
            throw new PersistenceException("the transaction failed: " + e.getMessage(), e);
        }
    }

    private static void end(Connection connection, boolean done) throws SQLException {
        if (done) {
            connection.commit();
        } else {
            connection.rollback();
        }
    }

    private static DataSource missing() {
        return (DataSource) java.lang.reflect.Proxy.newProxyInstance(
                Transactions.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, method, _) -> {
                    throw new IllegalStateException("no database is known: " + method);
                });
    }
}
