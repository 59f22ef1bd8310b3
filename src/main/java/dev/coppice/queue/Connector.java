package dev.coppice.queue;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens a connection of the caller's own. */
@FunctionalInterface
interface Connector {

    Connection connect() throws SQLException;
}
