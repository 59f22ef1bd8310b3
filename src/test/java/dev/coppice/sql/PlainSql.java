package dev.coppice.sql;

import dev.coppice.torture.Transactions;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.hibernate.jdbc.ReturningWork;

/** Runs plain SQL on the current transaction's connection, where there is no Hibernate. */
public final class PlainSql extends Sql {

    public PlainSql() {
        super(null);
    }

    @Override
    public <T> T run(ReturningWork<T> work) {
        try {
            return work.execute(Transactions.connection());
        } catch (SQLException e) {
            throw new PersistenceException("cannot run a statement: " + e.getMessage(), e);
        }
    }
}
