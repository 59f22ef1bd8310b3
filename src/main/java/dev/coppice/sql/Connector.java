package dev.coppice.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens a connection of the caller's own. */
@FunctionalInterface
public interface Connector {

    Connection connect() throws SQLException;
}
