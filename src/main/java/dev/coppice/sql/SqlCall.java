package dev.coppice.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One execution of a statement: its parameters by name, then one of the three ways to run it. */
public final class SqlCall {

    private final SqlRunner runner;
    private final SqlText statement;
    private final Map<String, @Nullable Object> values = new HashMap<>();

    SqlCall(SqlRunner runner, SqlText statement) {
        this.runner = runner;
        this.statement = statement;
    }

    public SqlCall with(String name, @Nullable Object value) {
        if (!statement.names().contains(name)) {
            throw new IllegalArgumentException("no parameter :" + name + " in " + statement.positional());
        }
        values.put(name, value);
        return this;
    }

    /** A number or null; the statement must cast it. */
    public SqlCall withNumber(String name, OptionalInt value) {
        return with(name, value.isPresent() ? (Object) value.getAsInt() : null);
    }

    /** Runs a statement that returns no rows; the number of rows it changed. */
    public int run() {
        return onConnection(PreparedStatement::executeUpdate);
    }

    public <T> List<T> rows(RowReader<T> reader) {
        return onConnection(prepared -> {
            try (ResultSet result = prepared.executeQuery()) {
                var read = new ArrayList<T>();
                while (result.next()) {
                    read.add(reader.read(result));
                }
                return List.copyOf(read);
            }
        });
    }

    /** The only row, or none. */
    public <T> Optional<T> row(RowReader<T> reader) {
        return rows(reader).stream().findFirst();
    }

    private <T> T onConnection(Step<T> step) {
        return runner.run(connection -> {
            try (PreparedStatement prepared = connection.prepareStatement(statement.positional())) {
                bind(connection, prepared);
                return step.run(prepared);
            }
        });
    }

    private void bind(Connection connection, PreparedStatement prepared) throws SQLException {
        int position = 1;
        for (String name : statement.names()) {
            if (!values.containsKey(name)) {
                throw new IllegalStateException("no value for :" + name + " in " + statement.positional());
            }
            prepared.setObject(position++, driverValue(connection, values.get(name)));
        }
    }

    private static @Nullable Object driverValue(Connection connection, @Nullable Object value) throws SQLException {
        return switch (value) {
            case String[] texts -> connection.createArrayOf("text", texts);
            case Long[] numbers -> connection.createArrayOf("bigint", numbers);
            case UUID[] ids -> connection.createArrayOf("uuid", ids);
            case null -> null;
            default -> value;
        };
    }

    @FunctionalInterface
    private interface Step<T> {
        T run(PreparedStatement prepared) throws SQLException;
    }
}
