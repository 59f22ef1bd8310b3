package dev.coppice.queue.figures;

import dev.coppice.queue.row.Columns;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Tells how the attempts before this one have failed. */
@ApplicationScoped
public class PastFailures {

    /** Only what counts against the task: a lost lease or a broken provider says nothing of the work. */
    private static final SqlText LAST = SqlText.of("""
            select coalesce(reason, '') as reason, coalesce(message, '') as message
              from attempt
             where task_id = :task and state = 'failed' and counter = 'failures'
             order by number desc
             limit 1
            """);

    private final Sql sql;

    PastFailures(Sql sql) {
        this.sql = sql;
    }

    /**
     * One failed attempt.
     *
     * @param reason the word for programs
     * @param message the text for people
     */
    public record Failure(String reason, String message) {}

    /** That of the last attempt that counts against the task; empty if there is none. */
    @Transactional
    public Optional<Failure> last(Lease lease) {
        return sql.call(LAST).with("task", lease.task().value()).rows(PastFailures::failure).stream()
                .findFirst();
    }

    private static Failure failure(ResultSet row) throws SQLException {
        return new Failure(Columns.text(row, "reason"), Columns.text(row, "message"));
    }
}
