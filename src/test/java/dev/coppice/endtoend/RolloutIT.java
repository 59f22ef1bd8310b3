package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.Durability;
import dev.coppice.database.EmbeddedPostgres;
import dev.coppice.database.TestPostgres;
import dev.coppice.repository.GitOverHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A deployment as {@code kubernetes} describes it, as processes of one machine: two services of the role api, three of the role worker, each
 * with a data folder of its own, one database, and a repository elsewhere that is cloned into the folder that all of them mount. Some die,
 * and all are replaced one by one, as a rolling update does it.
 */
class RolloutIT {

    private static final String TOKEN = "a-token-of-the-forge";
    private static final int BATCHES = 6;
    private static final int TASKS_PER_BATCH = 10;
    private static final Duration LONGEST = Duration.ofMinutes(6);

    @TempDir
    Path folder;

    private SampleRepository repository;
    private GitOverHttp forge;
    private EmbeddedPostgres server;
    private List<Replica> doors;
    private List<Replica> workers;

    @BeforeEach
    void prepare() throws IOException {
        repository = SampleRepository.in(folder.resolve("user"));
        Files.createDirectories(folder.resolve("turns"));
        Files.createDirectories(folder.resolve("clones"));
        repository.git("init", "-q", "--bare", "-b", "main", remote());
        repository.git("remote", "add", "origin", remote());
        repository.git("push", "-q", "origin", "main");
        forge = GitOverHttp.of(folder.resolve("forge"), "x-access-token", TOKEN);
        server = TestPostgres.start(folder.resolve("server"), Durability.DURABLE);
        doors = replicas("api", 2, "--role", "api", "--agent", "shell");
        workers = replicas("worker", 3, "--role", "worker", "--agent", "shell", "--workers", "2");
    }

    @AfterEach
    void stop() {
        all().forEach(Replica::end);
        server.close();
        forge.close();
    }

    private String remote() {
        return folder.resolve("forge/app.git").toString();
    }

    private List<Replica> replicas(String name, int count, String... options) {
        var variables = Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", server.address().url(),
                "QUARKUS_DATASOURCE_USERNAME", server.address().user(),
                "QUARKUS_DATASOURCE_PASSWORD", server.address().password(),
                "COPPICE_SERVE_GRACE", "2s",
                "COPPICE_QUEUE_SHARED_REPOSITORIES", folder.resolve("clones").toString(),
                "COPPICE_CLONE_FOLDER", folder.resolve("clones").toString(),
                "COPPICE_REPOSITORIES_APP_URL", forge.url("app.git"),
                "COPPICE_REPOSITORIES_APP_ALLOW_HTTP", "true",
                "COPPICE_REPOSITORIES_APP_TOKEN", TOKEN);
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Replica(folder.resolve(name + "-" + number), folder, variables, options))
                .toList();
    }

    private List<Replica> all() {
        return Stream.concat(doors.stream(), workers.stream()).toList();
    }

    private Path gate() {
        return folder.resolve("gate");
    }

    private String plan() {
        var text = new StringBuilder();
        for (int batch = 1; batch <= BATCHES; batch++) {
            text.append("## Batch %1$d: Part %1$d%n%n".formatted(batch));
            for (int task = 1; task <= TASKS_PER_BATCH; task++) {
                text.append(task(batch + "." + task));
            }
        }
        return text.toString();
    }

    /**
     * Holds its lock while it runs, and tells if somebody else has it: that would be an attempt beside another one. The last batch waits for
     * the gate, so that however fast the machine is, there is work for those who come last.
     */
    private String task(String number) {
        var waiting = number.startsWith(BATCHES + ".") ? "until test -e \"" + gate() + "\"; do sleep 0.1; done" : ":";
        return """
            ### Task %1$s: Number %1$s

            ```sh
            exec 9> "%2$s/$COPPICE_TASK"
            flock -n 9 || echo "$COPPICE_TASK" >> "%2$s/together"
            %3$s
            echo done > done-%1$s
            ```

            """.formatted(number, folder.resolve("turns"), waiting);
    }

    private static Stream<String> numbers() {
        return IntStream.rangeClosed(1, BATCHES)
                .boxed()
                .flatMap(batch -> IntStream.rangeClosed(1, TASKS_PER_BATCH).mapToObj(task -> batch + "." + task));
    }

    private String value(String query) {
        return TestDatabase.value(server.address(), query);
    }

    private int count(String query) {
        return Integer.parseInt(value("select count(*) from " + query));
    }

    private void awaitCompletedTasks(int atLeast) {
        Waiting.until(() -> count("task where state = 'completed'") >= atLeast, LONGEST);
    }

    @Test
    void aPlanOfSixtyTasksIsDoneOnceWhileServicesDieAndAllAreReplacedOneByOne() throws Exception {
        all().stream().map(Replica::begin).toList().forEach(CompletableFuture::join);
        var execution =
                doors.get(0).service().submit(Map.of("repository", "app", "plan_text", plan(), "max_concurrent", 6));

        awaitCompletedTasks(3);
        workers.get(0).kill();
        var first = workers.get(0).begin();
        awaitCompletedTasks(10);
        doors.get(0).kill();
        first.join();
        doors.get(0).begin().join();
        awaitCompletedTasks(15);
        for (var replica : all()) {
            assertThat(replica.stop()).isZero();
            replica.begin().join();
        }
        Waiting.until(() -> count("(select distinct worker from task_lease)") == workers.size(), LONGEST);
        Files.createFile(gate());
        Waiting.until(
                () -> "completed"
                        .equals(doors.get(1)
                                .service()
                                .get("/" + execution + "/status")
                                .path("status")),
                LONGEST);

        assertTheRemoteHasAllOfIt(execution);
        assertEachTaskWasDoneOnce();
        System.out.printf(
                "rollout: %d tasks, %d attempts, of these %s given up; by %s processes on %s data folders%n",
                count("task"),
                count("attempt"),
                value("select count(*) from attempt where state <> 'completed'"),
                value("select count(distinct worker) from attempt"),
                value("select count(distinct home) from attempt"));
        all().forEach(Replica::end);
        assertNothingIsLeft();
    }

    private void assertTheRemoteHasAllOfIt(String execution) {
        var result = "coppice/" + execution + "/result";
        Waiting.until(() ->
                !repository.git("ls-remote", "origin", "refs/heads/" + result).isEmpty());
        repository.git("fetch", "-q", "origin", result + ":" + result);
        assertThat(repository.landed(result))
                .containsExactlyInAnyOrderElementsOf(numbers()
                        .map(number -> "feat(pipeline): Number " + number)
                        .toList());
        var files = repository.git("ls-tree", "--name-only", "main").lines();
        assertThat(repository.git("ls-tree", "--name-only", result).lines())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(files, numbers().map(number -> "done-" + number))
                                .toList());
        assertThat(repository.git("--git-dir=" + remote(), "rev-parse", "main"))
                .isEqualTo(repository.git("rev-parse", "main"));
        assertThat(repository.git("--git-dir=" + remote(), "fsck", "--strict"))
                .doesNotContain("error")
                .doesNotContain("missing");
    }

    private void assertEachTaskWasDoneOnce() {
        assertThat(folder.resolve("turns/together")).doesNotExist();
        assertThat(count("task where state = 'completed'")).isEqualTo(BATCHES * TASKS_PER_BATCH);
        assertThat(count("attempt where state = 'completed'")).isEqualTo(BATCHES * TASKS_PER_BATCH);
        assertThat(count("(select distinct worker from attempt)")).isGreaterThanOrEqualTo(2 * workers.size());
        assertThat(count("(select distinct home from attempt)")).isEqualTo(workers.size());
    }

    private void assertNothingIsLeft() {
        assertThat(count("task_lease")).isZero();
        assertThat(count("attempt where ended_at is null")).isZero();
        assertThat(count("integration_intent where state = 'open'")).isZero();
        assertThat(all())
                .allSatisfy(replica -> assertThat(replica.processesLeft()).isEmpty());
    }
}
