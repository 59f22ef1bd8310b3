package dev.coppice.bench.load;

import dev.coppice.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Copies of an execution that really ran, with all its rows, so that many are stored without the hours of running them. The copies'
 * batches and tasks have negative ids, which no sequence gives out.
 */
record StoredExecutions(DatabaseAddress database) {

    private static final long ROOM_FOR_IDS = 1_000_000;

    /** The ids of the copies. */
    List<String> copy(String execution, int copies) throws SQLException {
        var ids = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            connection.setAutoCommit(false);
            for (int copy = 1; copy <= copies; copy++) {
                ids.add(copy(connection, execution, copy));
            }
            connection.commit();
            connection.setAutoCommit(true);
            run(connection, "vacuum analyze");
        }
        return List.copyOf(ids);
    }

    private static String copy(Connection connection, String execution, int copy) throws SQLException {
        var id = String.format(Locale.ROOT, "exec_%012x", copy);
        var rows = new Rows(connection, execution);
        rows.copy("execution", "id = ?", "'id', '" + id + "', 'idempotency_key', null");
        var owner = "'execution_id', '" + id + "'";
        rows.copy("batch", "execution_id = ?", owner + ", " + moved("id", copy));
        rows.copy("task", "execution_id = ?", owner + ", " + moved("id", copy) + ", " + moved("batch_id", copy));
        rows.copy("task_data", "execution_id = ?", owner + ", " + moved("task_id", copy));
        rows.copy("task_edge", "execution_id = ?", owner + ", " + moved("parent", copy) + ", " + moved("child", copy));
        rows.copy(
                "attempt",
                "task_id in (select id from task where execution_id = ?)",
                moved("task_id", copy) + ", 'pid', null");
        rows.copy("task_event", "execution_id = ?", owner + ", " + moved("id", copy) + ", " + moved("task_id", copy));
        return id;
    }

    private static String moved(String column, int copy) {
        return "'" + column + "', -(" + copy * ROOM_FOR_IDS + " + r." + column + ")";
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of one execution, table by table; what is not named is copied as it is, whatever columns there are. */
    private record Rows(Connection connection, String execution) {

        void copy(String table, String which, String changes) throws SQLException {
            var sql = "insert into " + table + " overriding system value"
                    + " select (jsonb_populate_record(r, jsonb_build_object(" + changes + "))).* from " + table
                    + " r where "
                    + which;
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, execution);
                if (statement.executeUpdate() == 0 && !table.equals("task_edge")) {
                    throw new IllegalStateException("no rows of " + table);
                }
            }
        }
    }
}
