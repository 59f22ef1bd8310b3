package dev.coppice.queue;

import dev.coppice.sql.SqlText;
import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;

/** How PostgreSQL would read what statements ask for. */
public final class StatementPlans {

    private StatementPlans() {}

    /** As it would be for tables of any size. */
    public static String of(AgroalDataSource database, SqlText statement) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var explain = connection.createStatement()) {
                explain.execute("set local enable_seqscan = off");
                explain.execute("set local enable_bitmapscan = off");
                var lines = new StringBuilder();
                try (var rows =
                        explain.executeQuery("explain " + statement.positional().replace("?", "null"))) {
                    while (rows.next()) {
                        lines.append(rows.getString(1)).append('\n');
                    }
                }
                return lines.toString();
            } finally {
                connection.rollback();
            }
        }
    }
}
