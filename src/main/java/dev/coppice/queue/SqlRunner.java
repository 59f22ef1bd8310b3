package dev.coppice.queue;

import org.hibernate.jdbc.ReturningWork;

/** Where a statement runs: in the current transaction, or on a connection of its own. */
interface SqlRunner {

    <T> T run(ReturningWork<T> work);

    default SqlCall call(SqlText statement) {
        return new SqlCall(this, statement);
    }
}
