package dev.coppice.sql;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;

/** One connection outside the pool: opened when needed, dropped at the first error. Each statement is a transaction; for one thread. */
public final class DirectConnection implements SqlRunner {

    private final Connector connector;
    private final String purpose;
    private @Nullable Connection open;

    /** The purpose completes "cannot ..." in messages. */
    public DirectConnection(Connector connector, String purpose) {
        this.connector = connector;
        this.purpose = purpose;
    }

    @Override
    public <T> T run(ReturningWork<T> work) {
        try {
            return work.execute(connection());
        } catch (SQLException e) {
            close();
            throw new PersistenceException("cannot " + purpose + ": " + e.getMessage(), e);
        }
    }

    public boolean isOpen() {
        return open != null;
    }

    public void close() {
        if (open != null) {
            try {
                open.close();
            } catch (SQLException _) {
                // It is given up in any case.
            }
            open = null;
        }
    }

    private Connection connection() throws SQLException {
        if (open == null) {
            open = connector.connect();
        }
        return open;
    }
}
