package dev.coppice.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Many workers, one queue, one repository, and everything that can go wrong: every task ends as it should, and once. */
@Tag("torture")
class TortureIT {

    private static final Duration TO_END = Duration.ofMinutes(3);
    private static final long BETWEEN_LOOKS = Duration.ofMillis(50).toNanos();

    private final Settings settings = Settings.given();
    private final Random random = new Random(settings.seed());
    private final String mark = UUID.randomUUID().toString();
    private final long began = System.nanoTime();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void everyTaskEndsOnceWhateverHappensToThoseThatWorkOnIt() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "faults and processes are looked for in /proc");
        System.out.println("torture: " + settings + " in " + folder);
        var repository = Repository.make(folder.resolve("repository"));
        var agent = AgentScript.write(folder);
        var classes = Files.createDirectories(folder.resolve("classes"));
        TransactionalClasses.write(Wiring.closure(TortureWorker.ROOTS), classes);
        try (var server = new Server(folder.resolve("postgres"))) {
            var database = new Database(server);
            database.change(Rules.WITNESSES);
            var load = new Load(repository, agent, random);
            try (var fleet = new Fleet(folder, classes, server, settings.workers(), mark)) {
                var faults = new Faults(fleet, database, random);

                torture(fleet, faults, load, database, server);
                var refused = endInGoodOrder(fleet, repository);

                var tally = Tally.of(database, faults, load, fleet, Duration.ofNanos(System.nanoTime() - began));
                System.out.println(tally.line(settings));
                assertThat(faults.failures()).isEmpty();
                assertThat(refused).as("workers that would not end").isEmpty();
                var broken = Rules.broken(database);
                broken.forEach(rule -> System.out.println("torture: broken: " + rule));
                Evidence.of(database).forEach(System.out::println);
                assertThat(broken).isEmpty();
                assertThat(Journal.read(agent.journal()).contradictions(database))
                        .isEmpty();
                assertThat(Processes.of(mark, folder))
                        .as("processes that are left")
                        .isEmpty();
                assertThat(repository.remains(fleet.worktreeFolders())).isEmpty();
                assertThat(Ends.unexpected(load.submitted(), repository, database))
                        .isEmpty();
                assertThat(faults.fewest()).isGreaterThanOrEqualTo(settings.faults());
            }
        }
    }

    private void torture(Fleet fleet, Faults faults, Load load, Database database, Server server) throws Exception {
        long nextFault = System.nanoTime();
        boolean enough = false;
        for (int open = 0; !enough || open > 0; open = open(database)) {
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("open executions: " + open + ", faults: " + faults.done())
                    .isLessThan(settings.cap());
            fleet.revive(random);
            enough = load.tasks() >= settings.tasks() && faults.fewest() >= settings.faults();
            if (!enough) {
                load.submitUpTo(open, database, server);
            }
            if (System.nanoTime() - nextFault > 0 && settings.isFaultDue(faults, ended(database))) {
                faults.next();
                nextFault =
                        System.nanoTime() + random.nextLong(2 * settings.gap().toNanos());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        faults.awaitEnd();
    }

    private static int ended(Database database) {
        return Integer.parseInt(database.rows("select count(*) from task where state not in ('queued', 'executing')")
                .getFirst());
    }

    /** A paused execution waits for a person, and there is none. */
    private static int open(Database database) {
        database.change("update task set run_at = clock_timestamp()"
                + " where state = 'queued' and run_at > clock_timestamp() + interval '2 s'");
        assertThat(database.rows("select e.id, pause_reason, v.detail from execution e"
                        + " left join task_event v on v.execution_id = e.id and v.what = 'execution_paused'"
                        + " where e.state = 'paused'"))
                .as("executions that need a person")
                .isEmpty();
        return Integer.parseInt(database.rows("select count(*) from execution where finished_at is null")
                .getFirst());
    }

    /** Whoever is alive goes; then each worker takes over once more what it finds, and goes. */
    private static List<Path> endInGoodOrder(Fleet fleet, Repository repository)
            throws IOException, InterruptedException {
        await().atMost(TO_END).until(() -> {
            fleet.revive(new Random());
            return fleet.areAlive();
        });
        var refused = new ArrayList<>(fleet.endAll(TO_END));
        fleet.startForTheLastTime(repository.directory());
        await().atMost(TO_END).until(fleet::areReady);
        refused.addAll(fleet.endAll(TO_END));
        return refused;
    }
}
