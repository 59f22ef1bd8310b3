package dev.coppice.sql;

import dev.coppice.torture.Transactions;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.jdbc.ReturningWork;

/** Runs a statement by itself, or within the current transaction, as the application's pool does, where there is no such pool. */
public final class PlainAutoCommit extends AutoCommit {

    public PlainAutoCommit(DataSource pool) {
        super(pool);
    }

    @Override
    public <T> T run(ReturningWork<T> work) {
        return Transactions.current()
                .map(connection -> execute(connection, work))
                .orElseGet(() -> super.run(work));
    }

    private static <T> T execute(Connection connection, ReturningWork<T> work) {
        try {
            return work.execute(connection);
        } catch (SQLException e) {
            throw new PersistenceException(e.getMessage(), e);
        }
    }
}
