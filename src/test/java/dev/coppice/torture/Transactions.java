package dev.coppice.torture;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
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
        private final Synchronizations.Kept kept;
        private boolean doomed;

        private Transaction(Connection connection, Synchronizations.Kept kept) {
            this.connection = connection;
            this.kept = kept;
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

    /** The same, where it need not be there. */
    public static Optional<Connection> current() {
        return Optional.ofNullable(CURRENT.get()).map(current -> current.connection);
    }

    /** What the current transaction is to do at its end; empty if there is none. */
    static Optional<Synchronizations.Kept> kept() {
        return Optional.ofNullable(CURRENT.get()).map(current -> current.kept);
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
        var kept = new Synchronizations.Kept();
        boolean committed = false;
        try (var connection = pool.getConnection()) {
            var transaction = new Transaction(connection, kept);
            Object answer = run(transaction, method);
            committed = !transaction.doomed;
            return answer;
        } catch (SQLException e) {
            throw new PersistenceException("the transaction failed: " + e.getMessage(), e);
        } finally {
            kept.ended(committed);
        }
    }

    private static Object run(Transaction transaction, Callable<?> method) throws Exception {
        transaction.connection.setAutoCommit(false);
        CURRENT.set(transaction);
        boolean done = false;
        try {
            Object answer = method.call();
            done = !transaction.doomed;
            return answer;
        } finally {
            CURRENT.remove();
            end(transaction.connection, done);
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
