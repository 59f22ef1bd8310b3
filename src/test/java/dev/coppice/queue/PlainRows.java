package dev.coppice.queue;

import dev.coppice.sql.PlainSql;
import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Table;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hibernate.annotations.ColumnTransformer;

/** Inserts what a submission persists, where there is no Hibernate. */
public final class PlainRows {

    private final PlainSql sql;

    private PlainRows(PlainSql sql) {
        this.sql = sql;
    }

    /** Stand-ins for all that a submission writes through. */
    public static List<Object> all(PlainSql sql) {
        var rows = new PlainRows(sql);
        return List.of(
                new BatchRows() {
                    @Override
                    public void persist(BatchRow row) {
                        rows.insert(row);
                    }
                },
                new TaskRows() {
                    @Override
                    public void persist(TaskRow row) {
                        rows.insert(row);
                    }
                },
                new TaskDataRows() {
                    @Override
                    public void persist(TaskDataRow row) {
                        rows.insert(row);
                    }
                },
                new TaskEdgeRows() {
                    @Override
                    public void persist(TaskEdgeRow row) {
                        rows.insert(row);
                    }
                });
    }

    /** What is not set is left to the table's defaults. */
    private void insert(Object row) {
        var fields = new ArrayList<Field>();
        var values = new ArrayList<Object>();
        for (var field : row.getClass().getDeclaredFields()) {
            var value = value(field, row);
            if (value != null && isInserted(field)) {
                fields.add(field);
                values.add(value);
            }
        }
        var id = sql.run(connection -> {
            try (var prepared = connection.prepareStatement(text(row, fields))) {
                for (int i = 0; i < values.size(); i++) {
                    prepared.setObject(i + 1, values.get(i));
                }
                try (var answer = prepared.executeQuery()) {
                    answer.next();
                    return answer.getObject(1);
                }
            }
        });
        setGenerated(row, id);
    }

    private static String text(Object row, List<Field> fields) {
        return "insert into " + row.getClass().getAnnotation(Table.class).name()
                + fields.stream().map(PlainRows::column).collect(Collectors.joining(", ", " (", ")"))
                + fields.stream().map(PlainRows::place).collect(Collectors.joining(", ", " values (", ")"))
                + " returning " + column(row.getClass().getDeclaredFields()[0]);
    }

    private static String place(Field field) {
        var transformer = field.getAnnotation(ColumnTransformer.class);
        return transformer == null ? "?" : transformer.write();
    }

    private static String column(Field field) {
        return field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static boolean isInserted(Field field) {
        var column = field.getAnnotation(Column.class);
        return column == null || column.insertable();
    }

    private static Object value(Field field, Object row) {
        try {
            return field.get(row);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void setGenerated(Object row, Object id) {
        for (var field : row.getClass().getDeclaredFields()) {
            if (field.isAnnotationPresent(GeneratedValue.class)) {
                try {
                    field.set(row, id);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
