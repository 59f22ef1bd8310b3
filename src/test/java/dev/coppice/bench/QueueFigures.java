package dev.coppice.bench;

import dev.coppice.database.OwnFolder;
import dev.coppice.endtoend.SampleRepository;
import dev.coppice.queue.Executions;
import dev.coppice.queue.Scope;
import dev.coppice.task.CommitId;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.worker.Worker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The figures that need the application in this process. Run by {@link QueueBench} only: its name is that of no test. */
@QuarkusTest
@QuarkusTestResource(value = BenchPostgres.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QueueFigures {

    private static final int JOBS = Integer.getInteger("bench.jobs", 20_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final String DRAINS = System.getProperty("bench.drains", ".*");
    private static final int SAMPLES = Integer.getInteger("bench.samples", 100);
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    @Inject
    QueueRoom room;

    @Inject
    Executions executions;

    @Inject
    Worker worker;

    @Inject
    OwnFolder own;

    @Inject
    DataSource pool;

    @TempDir
    Path folder;

    @Test
    @Order(1)
    @EnabledIfSystemProperty(named = "bench.only", matches = "(.*drains.*)?")
    void drains() throws InterruptedException {
        var server = QueueRoom.database();
        var drains = Stream.of(
                        new CoppiceDrain(room, 1),
                        new WorkerDrain(room),
                        new CoppiceDrain(room, 10),
                        new RawDrain(server, 1, false),
                        new RawDrain(server, 10, false),
                        new RawDrain(server, 10, true),
                        new SameRowsDrain(room, 1),
                        new SameRowsDrain(room, 10),
                        new DbSchedulerDrain(server, false),
                        new DbSchedulerDrain(server, true),
                        new JobRunrDrain(server))
                .filter(drain -> drain.figure().matches(DRAINS))
                .toList();
        new DrainLines(new Drains(drains, JOBS).measure(ROUNDS)).print();
    }

    @Test
    @Order(2)
    @EnabledIfSystemProperty(named = "bench.only", matches = "(.*pickup.*)?")
    void pickup() throws SQLException {
        room.empty();
        var home = new HomeId(own.id());
        var repository = SampleRepository.in(folder);
        var base = new CommitId(repository.git("rev-parse", "HEAD"));
        var pickup = new Pickup(executions, pool, () -> NoOpPlans.execution(home, repository.folder(), base, 1));
        worker.start(new Scope.Queues(), WorkerId.random(), home, 1);
        try {
            pickup.print("pickup_notified", SAMPLES, true);
            pickup.print("pickup_notification_lost", SAMPLES, false);
        } finally {
            worker.drain(LONG_ENOUGH);
        }
    }

    @Test
    @Order(3)
    @EnabledIfSystemProperty(named = "bench.only", matches = "(.*snapshot.*)?")
    void snapshot() throws SQLException, InterruptedException {
        new HeldSnapshot(room, JOBS).print();
    }
}
