package dev.coppice.queue;

import dev.coppice.queue.row.Columns;
import dev.coppice.sql.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * One batch as a status reads it.
 *
 * @param id as its tasks name it
 */
record BatchLine(long id, BatchStatus status) {

    static final SqlText OF_EXECUTION = SqlText.of("""
            select id, position, number, title, phase, needs, state, started_at, finished_at
              from batch
             where execution_id = :execution
             order by position
            """);

    static BatchLine of(ResultSet row) throws SQLException {
        return new BatchLine(
                row.getLong("id"),
                new BatchStatus(
                        row.getInt("position"),
                        Columns.text(row, "number"),
                        Columns.text(row, "title"),
                        Columns.text(row, "phase"),
                        needs(row),
                        Columns.text(row, "state"),
                        Columns.instant(row, "started_at"),
                        Columns.instant(row, "finished_at")));
    }

    private static List<Integer> needs(ResultSet row) throws SQLException {
        return Arrays.stream((Object[]) row.getArray("needs").getArray())
                .map(Integer.class::cast)
                .toList();
    }
}
