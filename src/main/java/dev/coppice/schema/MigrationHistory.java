package dev.coppice.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What Flyway has noted down of a database: which migrations it was given, the last time of each.
 *
 * @param checksums by file name; of one that failed, and of Flyway's own entries, there is none
 */
record MigrationHistory(Map<String, Optional<Integer>> checksums) {

    private static final String ALL =
            "select script, case when success then checksum end from flyway_schema_history order by installed_rank";

    /** PostgreSQL's word for a table that is not there. */
    private static final String UNDEFINED_TABLE = "42P01";

    MigrationHistory {
        checksums = Map.copyOf(checksums);
    }

    /** Empty if the database has never been migrated. */
    static MigrationHistory read(Connection connection) throws SQLException {
        var checksums = new HashMap<String, Optional<Integer>>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                checksums.put(fileName(rows.getString(1)), Optional.ofNullable(rows.getObject(2, Integer.class)));
            }
        } catch (SQLException e) {
            if (!UNDEFINED_TABLE.equals(e.getSQLState())) {
                throw e;
            }
        }
        return new MigrationHistory(checksums);
    }

    /** Quarkus's Flyway notes down the folder as well. */
    private static String fileName(String script) {
        return script.substring(script.lastIndexOf('/') + 1);
    }

    /** Whether each was done, and as it is now. Others, of a later version, may have been too. */
    boolean holdsAll(Collection<Migration> migrations) {
        return migrations.stream().allMatch(this::holds);
    }

    private boolean holds(Migration migration) {
        return checksums
                .getOrDefault(migration.script(), Optional.empty())
                .filter(checksum -> checksum == migration.checksum())
                .isPresent();
    }
}
