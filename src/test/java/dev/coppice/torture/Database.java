package dev.coppice.torture;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** What the test itself asks of the database and does to it; waits while the server is down. */
final class Database {

    private final Server server;
    private final ReentrantReadWriteLock up = new ReentrantReadWriteLock();
    private @Nullable Connection kept;

    Database(Server server) {
        this.server = server;
    }

    /** A step of the test on a connection of its own. */
    interface Step<T> {
        T run(Connection connection) throws SQLException;
    }

    <T> T with(Step<T> step) {
        up.readLock().lock();
        try (var connection = server.connect()) {
            return step.run(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + ": " + e.getCause(), e);
        } finally {
            up.readLock().unlock();
        }
    }

    void crash() throws IOException {
        up.writeLock().lock();
        try {
            kept = null;
            server.crash();
        } finally {
            up.writeLock().unlock();
        }
    }

    void change(String statement) {
        withKept(connection -> {
            try (var prepared = connection.createStatement()) {
                return prepared.execute(statement);
            }
        });
    }

    /** Every row as one text, its columns separated by blanks. */
    List<String> rows(String query) {
        return withKept(connection -> rows(connection, query));
    }

    /** For the many short looks: a connection is dear, and workers need the machine too. */
    private <T> T withKept(Step<T> step) {
        up.readLock().lock();
        try {
            synchronized (this) {
                if (kept == null) {
                    kept = server.connect();
                }
                return step.run(kept);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + ": " + e.getCause(), e);
        } finally {
            up.readLock().unlock();
        }
    }

    static List<String> rows(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (answer.next()) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(answer.getString(i)));
                }
                rows.add(String.join(" ", columns));
            }
            return rows;
        }
    }
}
