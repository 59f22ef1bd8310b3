package dev.coppice.queue;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the current row of a result. */
@FunctionalInterface
interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
}
