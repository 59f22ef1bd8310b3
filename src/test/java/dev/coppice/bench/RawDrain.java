package dev.coppice.bench;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The limit: plain JDBC on one narrow table, one statement and commit for each claim and for each completion. It keeps no records of
 * attempts, releases nothing that waits, and ends no batches or executions.
 */
final class RawDrain implements Drain {

    private static final String TABLE = """
            create table job (
              id          bigint generated always as identity primary key,
              state       smallint not null default 0,
              priority    smallint not null default 0,
              run_at      timestamptz not null default clock_timestamp(),
              attempts    int not null default 0,
              token       uuid,
              lease_until timestamptz
            ) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500,
                    autovacuum_vacuum_cost_limit = 1000, autovacuum_analyze_scale_factor = 0.02);
            create index job_queued on job (priority, run_at, id) where state = 0
            """;

    private static final String CLAIM = """
            with pick as materialized (
              select id
                from job
               where state = 0 and run_at <= statement_timestamp()
               order by priority, run_at, id
               limit :limit
                 for update skip locked)
            update job j
               set state = 1, attempts = j.attempts + 1, token = gen_random_uuid(), lease_until = clock_timestamp() + interval '60 s'
              from pick
             where j.id = pick.id
            returning j.id, j.token
            """;

    private static final String COMPLETE = """
            update job set state = 2, token = null, lease_until = null where id = any (?) and token = any (?)
            """;

    private final DatabaseAddress database;
    private final int batch;
    private final boolean together;

    /** Completes what it claimed at once together, or one by one. */
    RawDrain(DatabaseAddress server, int batch, boolean together) {
        this.batch = batch;
        this.together = together;
        this.database = BenchPostgres.fresh(server, "raw_bench_" + figure());
        TestPostgres.execute(database, TABLE);
    }

    @Override
    public String figure() {
        return "raw_claim_" + batch + "_complete_" + (together ? batch : 1);
    }

    @Override
    public DatabaseAddress database() {
        return database;
    }

    @Override
    public void empty() {
        TestPostgres.execute(database, "truncate job");
    }

    @Override
    public void enqueue(int jobs) {
        TestPostgres.execute(database, "insert into job (state) select 0 from generate_series(1, " + jobs + ")");
    }

    @Override
    public void work(int jobs) throws InterruptedException {
        Slots.run(() -> {
            try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                    var claim = connection.prepareStatement(CLAIM.replace(":limit", Integer.toString(batch)));
                    var complete = connection.prepareStatement(COMPLETE)) {
                List<Job> claimed;
                do {
                    claimed = claim(claim);
                    complete(connection, complete, claimed);
                } while (!claimed.isEmpty());
                return null;
            }
        });
    }

    private record Job(long id, UUID token) {}

    private static List<Job> claim(PreparedStatement claim) throws SQLException {
        try (var rows = claim.executeQuery()) {
            var jobs = new ArrayList<Job>();
            while (rows.next()) {
                jobs.add(new Job(rows.getLong(1), rows.getObject(2, UUID.class)));
            }
            return jobs;
        }
    }

    private void complete(Connection connection, PreparedStatement complete, List<Job> claimed) throws SQLException {
        int step = together ? batch : 1;
        for (int from = 0; from < claimed.size(); from += step) {
            var jobs = claimed.subList(from, Math.min(claimed.size(), from + step));
            complete.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", jobs.stream().map(Job::id).toArray()));
            complete.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", jobs.stream().map(Job::token).toArray()));
            if (complete.executeUpdate() != jobs.size()) {
                throw new IllegalStateException("not completed: " + jobs);
            }
        }
    }

    @Override
    public String leftQuery() {
        return "select count(*) from job where state <> 2";
    }
}
