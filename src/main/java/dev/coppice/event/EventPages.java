package dev.coppice.event;

import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskId;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.WorkerId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Reads the log page by page, each page by one statement; only what no open transaction can still come before. */
@ApplicationScoped
class EventPages {

    /** So many events come with one page at most. */
    static final int SIZE = 500;

    private static final String BEFORE_OPEN = "cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)";

    private static final SqlText NOW = SqlText.of("select " + BEFORE_OPEN + " as open");

    private static final String PAGE = """
            select e.transaction, e.id, e.execution_id, e.task_id, e.at, e.what, e.attempt, e.worker,
                   cast(e.detail as text) as detail, t.number,
                   coalesce(b.position, case when e.what like 'batch%' then cast(e.detail ->> 'batch' as int) end) as batch
              from task_event e
                left join task t on t.id = e.task_id
                left join batch b on b.id = t.batch_id
             where (e.transaction, e.id) > (:transaction, :id)
               and e.transaction <\s""" + BEFORE_OPEN + "\n";

    private static final String IN_ORDER = " order by e.transaction, e.id limit " + SIZE;

    private static final SqlText OF_ALL = SqlText.of(PAGE + IN_ORDER);

    private static final SqlText OF_ONE = SqlText.of(PAGE + " and e.execution_id = :execution" + IN_ORDER);

    private final AutoCommit sql;

    EventPages(AutoCommit sql) {
        this.sql = sql;
    }

    /** Where the log goes on that can be read now. */
    Position now() {
        return sql.call(NOW).row(row -> Position.before(row.getLong("open"))).orElseThrow();
    }

    List<LoggedEvent> after(Position position) {
        return sql.call(OF_ALL)
                .with("transaction", position.transaction())
                .with("id", position.id())
                .rows(EventPages::event);
    }

    List<LoggedEvent> after(Position position, ExecutionId execution) {
        return sql.call(OF_ONE)
                .with("transaction", position.transaction())
                .with("id", position.id())
                .with("execution", execution.value())
                .rows(EventPages::event);
    }

    private static LoggedEvent event(ResultSet row) throws SQLException {
        var event = new TaskEvent(
                new Position(row.getLong("transaction"), row.getLong("id")),
                new ExecutionId(text(row, "execution_id")),
                Optional.ofNullable(row.getObject("task_id", Long.class)).map(TaskId::new),
                Objects.requireNonNull(row.getObject("at", OffsetDateTime.class))
                        .toInstant(),
                text(row, "what"),
                number(row, "attempt"),
                Optional.ofNullable(row.getObject("worker", UUID.class)).map(WorkerId::new),
                Optional.ofNullable(row.getString("detail")));
        return new LoggedEvent(
                event, Optional.ofNullable(row.getString("number")).map(TaskNumber::new), number(row, "batch"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static OptionalInt number(ResultSet row, String column) throws SQLException {
        var number = row.getObject(column, Integer.class);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
