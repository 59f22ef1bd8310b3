package dev.coppice.bench.load;

import dev.coppice.bench.BenchAgent;
import dev.coppice.bench.BenchPostgres;
import dev.coppice.bench.BenchRepository;
import dev.coppice.bench.Samples;
import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.Durability;
import dev.coppice.database.TestPostgres;
import dev.coppice.endtoend.PackagedCoppice;
import dev.coppice.endtoend.RunningService;
import dev.coppice.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How the packaged service answers while 200 executions of 50 tasks are stored, 50 clients listen, and a plan is at work. Prints one JSON
 * line for each kind of request, and what memory the service held at the beginning, in between and at the end.
 */
public final class LoadBench {

    private static final int EXECUTIONS = 200;
    private static final int LISTENERS = 50;
    private static final int BATCHES = 5;
    private static final int TASKS_OF_A_BATCH = 10;
    private static final int WORKERS = 4;
    private static final int AGENT_SECONDS = Integer.getInteger("bench.agent", 20);
    private static final int RATE = Integer.getInteger("bench.rate", 100);
    private static final int ROUNDS = 6;
    private static final Duration ROUND = Duration.ofSeconds(
            System.getProperty("bench.seconds", "").isEmpty() ? 20 : Long.getLong("bench.seconds") / ROUNDS);

    private final Path folder;
    private final DatabaseAddress database;
    private final BenchAgent agent;

    private LoadBench(Path folder, DatabaseAddress database) throws IOException {
        this.folder = folder;
        this.database = database;
        this.agent = BenchAgent.in(folder);
    }

    public static void main(String... arguments) throws IOException, SQLException, InterruptedException {
        var folder = Files.createTempDirectory("coppice-load");
        try (var server = TestPostgres.start(Path.of("target/postgres/load"), Durability.DURABLE)) {
            new LoadBench(folder, BenchPostgres.fresh(server.address(), "load")).run();
        } finally {
            FileTree.delete(folder);
        }
    }

    private void run() throws IOException, SQLException, InterruptedException {
        var repository = BenchRepository.generate(folder.resolve("repository"), 100);
        var coppice = new PackagedCoppice(
                folder.resolve("home"),
                repository.folder(),
                Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL", database.url(),
                        "QUARKUS_DATASOURCE_USERNAME", database.user(),
                        "QUARKUS_DATASOURCE_PASSWORD", database.password()));
        var service = RunningService.start(
                coppice,
                folder.resolve("home"),
                "--workers",
                Integer.toString(WORKERS),
                "--agent-command",
                agent.command());
        try {
            measure(service, stored(service));
        } finally {
            service.stop();
        }
    }

    private List<String> stored(RunningService service) throws IOException, SQLException {
        agent.sleepFor(0);
        var first = submit(service);
        service.awaitStatus(first, "completed");
        var all = new ArrayList<>(new StoredExecutions(database).copy(first, EXECUTIONS - 1));
        all.add(first);
        return all;
    }

    private void measure(RunningService service, List<String> executions) throws IOException, InterruptedException {
        agent.sleepFor(AGENT_SECONDS / 2, AGENT_SECONDS / TASKS_OF_A_BATCH);
        var live =
                IntStream.range(0, plansAtWork()).mapToObj(_ -> submit(service)).toList();
        var requests = new Requests(service.address(), executions);
        var memory = new Memory(service.process().process().pid());
        try (var listeners = new Listeners(service.address(), LISTENERS, live)) {
            requests.send(RATE, ROUND);
            requests.forget();
            System.out.println(memory.line(0));
            for (int round = 1; round <= ROUNDS; round++) {
                requests.send(RATE, ROUND);
                System.out.println(memory.line(round * ROUND.toSeconds()));
            }
            requests.times()
                    .forEach((kind, times) -> System.out.println(new Samples(kind + "_under_load", times).line("")));
            System.out.printf(
                    Locale.ROOT,
                    "{\"figure\":\"listeners\",\"clients\":%d,\"events\":%d,\"cut\":%d,\"requests_failed\":%d}%n",
                    LISTENERS,
                    listeners.events(),
                    listeners.refused(),
                    requests.failures().size());
        }
        requests.failures().stream().limit(5).forEach(System.err::println);
    }

    /** More than are done before the last request. */
    private static int plansAtWork() {
        long seconds = ROUND.multipliedBy(ROUNDS + 1).toSeconds();
        return (int) (seconds * WORKERS / AGENT_SECONDS / (BATCHES * TASKS_OF_A_BATCH)) + 2;
    }

    private static String submit(RunningService service) {
        var plan = new StringBuilder();
        for (int batch = 1; batch <= BATCHES; batch++) {
            plan.append("## Batch ").append(batch).append(": Load\n\n");
            for (int task = 1; task <= TASKS_OF_A_BATCH; task++) {
                plan.append("### Task %d.%d: Number %d\n\nWrite the file.\n\n".formatted(batch, task, task));
            }
        }
        return service.submit(Map.of("plan_text", plan.toString()));
    }
}
