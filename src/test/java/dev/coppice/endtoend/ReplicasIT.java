package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.coppice.database.Durability;
import dev.coppice.database.EmbeddedPostgres;
import dev.coppice.database.Relay;
import dev.coppice.database.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several services with data folders of their own share one database and one repository, whatever happens to any of them. */
class ReplicasIT {

    private static final int BATCHES = 3;
    private static final int TASKS_PER_BATCH = 8;

    @TempDir
    Path folder;

    private SampleRepository repository;
    private EmbeddedPostgres server;
    private Relay relay;
    private List<Replica> replicas;

    @BeforeEach
    void prepare() throws IOException {
        repository = SampleRepository.in(folder.resolve("shared/repository"));
        Files.createDirectory(folder.resolve("turns"));
        server = TestPostgres.start(folder.resolve("server"), Durability.DURABLE);
        relay = Relay.to(server.address());
        var variables = new ReplicaVariables(relay.address(server.address()), folder.resolve("shared")).all();
        replicas = Stream.of("a", "b", "c")
                .map(name -> new Replica(folder.resolve("home-" + name), repository.folder(), variables))
                .toList();
    }

    @AfterEach
    void stop() {
        replicas.forEach(Replica::end);
        relay.close();
        server.close();
    }

    /** Each task holds its lock while it runs, and tells if somebody else has it: that would be an attempt beside another one. */
    private String plan() {
        var text = new StringBuilder();
        for (int batch = 1; batch <= BATCHES; batch++) {
            text.append("## Batch ")
                    .append(batch)
                    .append(": Part ")
                    .append(batch)
                    .append("\n\n");
            for (int task = 1; task <= TASKS_PER_BATCH; task++) {
                text.append(task(batch, task));
            }
        }
        return text.toString();
    }

    private String task(int batch, int task) {
        var dependsOn = task > TASKS_PER_BATCH / 2
                ? "**Depends on:** Task " + batch + "." + (task - TASKS_PER_BATCH / 2) + "\n\n"
                : "";
        return """
            ### Task %1$d.%2$d: Number %1$d.%2$d

            %3$s```sh
            exec 9> "%4$s/$COPPICE_TASK"
            flock -n 9 || echo "$COPPICE_TASK" >> "%4$s/together"
            sleep 1
            echo done > done-%1$d.%2$d
            ```

            """.formatted(batch, task, dependsOn, folder.resolve("turns"));
    }

    private String value(String query) {
        return TestDatabase.value(server.address(), query);
    }

    private void awaitCompletedTasks(int atLeast) {
        Waiting.until(() -> Integer.parseInt(value("select count(*) from task where state = 'completed'")) >= atLeast);
    }

    private void awaitWorkAt(Replica replica) {
        Waiting.until(() -> !value("select count(*) from task_lease where home = '" + replica.id() + "'")
                .equals("0"));
    }

    /** As a crash of its machine would: no backend gets to say goodbye. */
    private void restartDatabaseAtOnce() throws IOException, InterruptedException {
        var pid = value("select split_part(pg_read_file('postmaster.pid'), chr(10), 1)");
        assertThat(new ProcessBuilder("kill", "-QUIT", pid).start().waitFor()).isZero();
        Waiting.until(() -> !server.isRunning());
        server.close();
        server = TestPostgres.start(folder.resolve("server"), Durability.DURABLE);
        relay.leadTo(server.address());
    }

    @Test
    void aPlanIsDoneOnceByAllServicesThroughDeathsStopsAndARestartOfTheDatabase() throws Exception {
        replicas.stream().map(Replica::begin).toList().forEach(CompletableFuture::join);
        var first = replicas.get(0);
        var execution = first.service().submit(Map.of("plan_text", plan()));

        awaitCompletedTasks(1);
        replicas.get(2)
                .service()
                .post("/" + execution + "/pause", Map.of())
                .then()
                .statusCode(200);
        replicas.get(1)
                .service()
                .post("/" + execution + "/resume", Map.of())
                .then()
                .statusCode(200);
        awaitCompletedTasks(3);
        awaitWorkAt(replicas.get(1));
        replicas.get(1).kill();
        var second = replicas.get(1).begin();
        awaitCompletedTasks(8);
        assertThat(replicas.get(2).stop()).isZero();
        var third = replicas.get(2).begin();
        awaitCompletedTasks(12);
        CompletableFuture.allOf(second, third).join(); // One that starts without a database does not start.
        restartDatabaseAtOnce();
        first.service().awaitStatus(execution, "completed");

        assertEveryTaskLandedOnce(execution);
        assertThat(folder.resolve("turns/together")).doesNotExist();
        assertThat(Integer.parseInt(value("select count(distinct worker) from attempt")))
                .isGreaterThanOrEqualTo(3);
        assertThat(Integer.parseInt(value("select count(distinct home) from attempt")))
                .isGreaterThanOrEqualTo(2);
        assertThatLogsElsewhereAreToldApart(execution, first);
        replicas.forEach(Replica::end);
        assertNothingIsLeft();
    }

    private void assertEveryTaskLandedOnce(String execution) {
        assertThat(repository.landed("coppice/" + execution + "/result"))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, BATCHES)
                        .boxed()
                        .flatMap(batch -> IntStream.rangeClosed(1, TASKS_PER_BATCH)
                                .mapToObj(task -> "feat(pipeline): Number " + batch + "." + task))
                        .toList());
        assertThat(repository.git("fsck", "--strict")).doesNotContain("error").doesNotContain("missing");
    }

    private void assertThatLogsElsewhereAreToldApart(String execution, Replica asked) {
        var elsewhere = value("select t.number || '/attempts/' || a.number || '/log' from attempt a"
                + " join task t on t.id = a.task_id where a.log is not null and a.home <> '" + asked.id() + "'");
        var here = value("select t.number || '/attempts/' || a.number || '/log' from attempt a"
                + " join task t on t.id = a.task_id where a.log is not null and a.home = '" + asked.id() + "'");
        asked.service().get("/" + execution + "/tasks/" + here).then().statusCode(200);
        asked.service()
                .get("/" + execution + "/tasks/" + elsewhere)
                .then()
                .statusCode(404)
                .body("code", equalTo("log_elsewhere"))
                .body("detail", containsString("another service"));
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(value("select count(*) from task_lease")).isEqualTo("0");
        assertThat(value("select count(*) from integration_intent where state = 'open'"))
                .isEqualTo("0");
        assertThat(value("select count(*) from attempt where ended_at is null")).isEqualTo("0");
        assertThat(replicas)
                .allSatisfy(replica -> assertThat(replica.processesLeft()).isEmpty());
        assertThat(repository.git("worktree", "list", "--porcelain")).doesNotContain("locked", "prunable");
        try (var files = Files.walk(repository.folder().resolve(".git"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".lock")))
                    .extracting(file -> file.getFileName().toString())
                    .isSubsetOf("coppice-turn.lock");
        }
    }
}
