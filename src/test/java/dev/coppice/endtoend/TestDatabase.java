package dev.coppice.endtoend;

import dev.coppice.database.DatabaseAddress;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Looks into the database behind the services' backs. */
final class TestDatabase {

    private TestDatabase() {}

    /** The first column of the first row, as text; empty if there is none. */
    static String value(DatabaseAddress address, String query) {
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    static void change(DatabaseAddress address, String... statements) {
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var batch = connection.createStatement()) {
            for (var statement : statements) {
                batch.execute(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join(";", statements), e);
        }
    }
}
