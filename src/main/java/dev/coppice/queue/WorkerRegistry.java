package dev.coppice.queue;

import dev.coppice.queue.row.Columns;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Who works on this database: for people to see, and to ask one of them to take no more tasks. What a worker may do, leases say. */
@ApplicationScoped
public class WorkerRegistry {

    /** Also puts out what an earlier process of the same data folder left behind: its lock proves that one dead. */
    private static final SqlText JOIN = SqlText.of("""
            with dead as (
              delete from worker where home = :home and id <> :worker)
            insert into worker (id, home, host, pid, slots)
            values (:worker, :home, :host, :pid, :slots)
            on conflict (id) do update set slots = excluded.slots, seen_at = clock_timestamp()
            """);

    private static final SqlText LEAVE = SqlText.of("delete from worker where id = :worker");

    private static final SqlText FORGET =
            SqlText.of("delete from worker where seen_at < clock_timestamp() - interval '1 day'");

    private static final SqlText ALL = SqlText.of("""
            select w.id, w.home, w.host, w.pid, w.slots, w.started_at, w.drain_requested_at is not null as drain_requested,
                   extract(epoch from clock_timestamp() - w.seen_at) as silent_seconds,
                   (select count(*) from task_lease l where l.worker = w.id) as executing
              from worker w
             order by w.started_at, w.id
            """);

    private static final SqlText DRAIN = SqlText.of("""
            update worker
               set drain_requested_at = case when :wanted then coalesce(drain_requested_at, clock_timestamp()) end
             where id = :worker
            """);

    private final Sql sql;

    WorkerRegistry(Sql sql) {
        this.sql = sql;
    }

    @Transactional
    public void join(WorkerId worker, HomeId home, String host, long pid, int slots) {
        sql.call(JOIN)
                .with("worker", worker.value())
                .with("home", home.value())
                .with("host", host)
                .with("pid", pid)
                .with("slots", slots)
                .run();
    }

    @Transactional
    public void leave(WorkerId worker) {
        sql.call(LEAVE).with("worker", worker.value()).run();
    }

    /** Forgets those that have been silent for a day. */
    @Transactional
    public void forgetTheDead() {
        sql.call(FORGET).run();
    }

    /** The oldest first. */
    @Transactional
    public List<WorkerStatus> all() {
        return sql.call(ALL).rows(WorkerRegistry::status);
    }

    /** Asks a worker to claim nothing more, or takes that back; it hears with its next heartbeat. False if there is no such worker. */
    @Transactional
    public boolean requestDrain(WorkerId worker, boolean wanted) {
        return sql.call(DRAIN)
                        .with("worker", worker.value())
                        .with("wanted", wanted)
                        .run()
                == 1;
    }

    private static WorkerStatus status(ResultSet row) throws SQLException {
        return new WorkerStatus(
                new WorkerId(Columns.uuid(row, "id")),
                new HomeId(Columns.uuid(row, "home")),
                Columns.text(row, "host"),
                row.getLong("pid"),
                row.getInt("slots"),
                row.getInt("executing"),
                Columns.instant(row, "started_at").orElseThrow(),
                row.getDouble("silent_seconds"),
                row.getBoolean("drain_requested"));
    }
}
