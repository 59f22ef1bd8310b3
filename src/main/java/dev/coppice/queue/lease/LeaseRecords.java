package dev.coppice.queue.lease;

import dev.coppice.queue.row.Columns;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What people may want to know of leases: which are held, and which were lost lately, by the events that told of it. */
@ApplicationScoped
public class LeaseRecords {

    /** The newest are found first and looked up then, so that it matters little how much else there is. */
    static final SqlText LATELY = SqlText.of("""
            with lost as materialized (
              select v.at, v.id, v.execution_id, e.plan, v.task_id, v.attempt, v.worker, v.what
                from task_event v
                join execution e on e.id = v.execution_id
               where v.detail ->> 'reason' = 'lease_expired' and v.at > clock_timestamp() - interval '7 days'
                 and v.attempt is not null and v.worker is not null
                 and (cast(:within as text[]) is null or e.repository = any (:within)
                      or regexp_replace(e.repository, '^.*/', '') = any (:within))
               order by v.at desc
               limit 50)
            select lost.at, lost.execution_id, lost.plan, t.number, d.title, lost.attempt, lost.worker, w.host, a.started_at, a.counter,
                   lost.what
              from lost
              join task t on t.id = lost.task_id
              join task_data d on d.task_id = lost.task_id
              join attempt a on a.task_id = lost.task_id and a.number = lost.attempt
              left join worker w on w.id = lost.worker
             order by lost.at desc, lost.id desc
            """);

    private static final SqlText HELD = SqlText.of("""
            select l.execution_id, t.number, l.attempt, l.granted_at, l.lease_until
              from task_lease l
              join task t on t.id = l.task_id
             where l.lease_until > '-infinity'
             order by l.granted_at
            """);

    private final AutoCommit sql;

    LeaseRecords(AutoCommit sql) {
        this.sql = sql;
    }

    /** At most 50 of the last seven days, the newest first; of these repositories only, by their folders or names, if there are any named. */
    public List<LostLease> lately(Optional<List<String>> within) {
        return sql.call(LATELY)
                .with(
                        "within",
                        within.map(names -> names.toArray(String[]::new)).orElse(null))
                .rows(LeaseRecords::lost);
    }

    /** All that are held now, of all services on the database. */
    public List<HeldLease> held() {
        return sql.call(HELD)
                .rows(row -> new HeldLease(
                        new ExecutionId(Columns.text(row, "execution_id")),
                        new TaskNumber(Columns.text(row, "number")),
                        row.getInt("attempt"),
                        Columns.instant(row, "granted_at").orElseThrow(),
                        Columns.instant(row, "lease_until").orElseThrow()));
    }

    private static LostLease lost(ResultSet row) throws SQLException {
        return new LostLease(
                Columns.instant(row, "at").orElseThrow(),
                new ExecutionId(Columns.text(row, "execution_id")),
                Columns.text(row, "plan"),
                new TaskNumber(Columns.text(row, "number")),
                Columns.text(row, "title"),
                row.getInt("attempt"),
                Columns.uuid(row, "worker"),
                Optional.ofNullable(row.getString("host")),
                Columns.instant(row, "started_at").orElseThrow(),
                Optional.ofNullable(row.getString("counter")).orElse("lease_losses"),
                Columns.text(row, "what"));
    }
}
