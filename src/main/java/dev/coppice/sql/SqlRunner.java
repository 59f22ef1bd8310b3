package dev.coppice.sql;

import org.hibernate.jdbc.ReturningWork;

/** Where a statement runs: in the current transaction, or on a connection of its own. */
public interface SqlRunner {

    <T> T run(ReturningWork<T> work);

    default SqlCall call(SqlText statement) {
        return new SqlCall(this, statement);
    }
}
