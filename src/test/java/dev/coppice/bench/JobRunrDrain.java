package dev.coppice.bench;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.TestPostgres;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.BackgroundJobRequest;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

/** The peer JobRunr, with as many workers as there are slots and else at its defaults. */
final class JobRunrDrain implements Drain {

    private final DatabaseAddress database;
    private final DataSource pool;

    JobRunrDrain(DatabaseAddress server) {
        this.database = BenchPostgres.fresh(server, "peer_bench_" + figure());
        this.pool = PeerPool.of(database);
    }

    /** A job that says when it runs, and nothing else. */
    public record NoOp() implements JobRequest {

        @Override
        public Class<Handler> getJobRequestHandler() {
            return Handler.class;
        }
    }

    /** Does it. */
    public static final class Handler implements JobRequestHandler<NoOp> {

        @Override
        public void run(NoOp request) {
            Countdown.ran();
        }
    }

    @Override
    public String figure() {
        return "jobrunr";
    }

    @Override
    public DatabaseAddress database() {
        return database;
    }

    @Override
    public void empty() {
        JobRunr.configure()
                .useStorageProvider(new PostgresStorageProvider(pool))
                .initialize();
        TestPostgres.execute(database, "truncate jobrunr_jobs");
    }

    @Override
    public void enqueue(int jobs) {
        BackgroundJobRequest.enqueue(IntStream.range(0, jobs).mapToObj(_ -> new NoOp()));
    }

    @Override
    public void work(int jobs) throws InterruptedException {
        Countdown.expect(jobs);
        JobRunr.configure()
                .useStorageProvider(new PostgresStorageProvider(pool))
                .useBackgroundJobServer(
                        usingStandardBackgroundJobServerConfiguration().andWorkerCount(SLOTS))
                .initialize();
        Countdown.await(database, leftQuery());
    }

    @Override
    public void rest() {
        JobRunr.destroy();
    }

    @Override
    public String leftQuery() {
        return "select count(*) from jobrunr_jobs where state <> 'SUCCEEDED'";
    }
}
