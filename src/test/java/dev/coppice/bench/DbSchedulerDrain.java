package dev.coppice.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.TestPostgres;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The peer db-scheduler, with as many threads as there are slots and else at its defaults, or with its other way to poll. */
final class DbSchedulerDrain implements Drain {

    private static final int AT_ONCE = 1_000;

    private static final String TABLE = """
            create table scheduled_tasks (
              task_name            text not null,
              task_instance        text not null,
              task_data            bytea,
              execution_time       timestamptz not null,
              picked               boolean not null,
              picked_by            text,
              last_success         timestamptz,
              last_failure         timestamptz,
              consecutive_failures int,
              last_heartbeat       timestamptz,
              version              bigint not null,
              priority             smallint,
              primary key (task_name, task_instance)
            );
            create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
            create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
            create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time)
            """;

    private final boolean lockAndFetch;
    private final DatabaseAddress database;
    private final DataSource pool;
    private Scheduler scheduler;
    private final OneTimeTask<Void> job = Tasks.oneTime("no-op").execute((_, _) -> Countdown.ran());

    DbSchedulerDrain(DatabaseAddress server, boolean lockAndFetch) {
        this.lockAndFetch = lockAndFetch;
        this.database = BenchPostgres.fresh(server, "peer_bench_" + figure());
        TestPostgres.execute(database, TABLE);
        this.pool = PeerPool.of(database);
    }

    @Override
    public String figure() {
        return lockAndFetch ? "db_scheduler_lock_and_fetch" : "db_scheduler";
    }

    @Override
    public DatabaseAddress database() {
        return database;
    }

    @Override
    public void empty() {
        TestPostgres.execute(database, "truncate scheduled_tasks");
    }

    @Override
    public void enqueue(int jobs) {
        var client = SchedulerClient.Builder.create(pool, job).build();
        for (int from = 0; from < jobs; from += AT_ONCE) {
            Stream<TaskInstance<?>> instances = IntStream.range(from, Math.min(jobs, from + AT_ONCE))
                    .mapToObj(number -> job.instance(Integer.toString(number)));
            client.scheduleBatch(instances, Instant.now());
        }
    }

    @Override
    public void work(int jobs) throws InterruptedException {
        var builder = Scheduler.create(pool, job).threads(SLOTS);
        scheduler = (lockAndFetch ? builder.pollUsingLockAndFetch(0.5, 1.0) : builder).build();
        Countdown.expect(jobs);
        scheduler.start();
        Countdown.await(database, leftQuery());
    }

    @Override
    public void rest() {
        scheduler.stop();
    }

    @Override
    public String leftQuery() {
        return "select count(*) from scheduled_tasks";
    }
}
