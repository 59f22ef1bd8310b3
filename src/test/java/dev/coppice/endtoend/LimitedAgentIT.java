package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.coppice.database.Durability;
import dev.coppice.database.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application with an agent whose account meets its limit: a script stands for the Claude CLI. */
class LimitedAgentIT {

    private static final int TASKS = 6;

    /** Until {@code open} is there it meets the limit; then the first call answers only once {@code answer} is there. */
    private static final String CLAUDE = """
            #!/bin/sh
            BOARD='@BOARD@'
            cat > /dev/null
            if [ ! -f "$BOARD/open" ]; then
              echo $COPPICE_TASK >> "$BOARD/limited"
              echo "{\\"type\\":\\"rate_limit_event\\",\\"rate_limit_info\\":{\\"status\\":\\"rejected\\",\\"resetsAt\\":$(($(date +%s) + @LIMIT@))}}"
              echo '{"type":"result","subtype":"success","is_error":true,"api_error_status":429,"num_turns":1,"result":"no more"}'
              @AFTER@
              exit 1
            fi
            echo $COPPICE_TASK >> "$BOARD/worked"
            while [ ! -f "$BOARD/answer" ]; do sleep 0.05; done
            echo '{"type":"assistant","message":{"model":"m","content":[{"type":"text","text":"here I am"}]}}'
            touch done-$COPPICE_TASK
            echo '{"type":"result","subtype":"success","is_error":false,"num_turns":1,"total_cost_usd":0.01}'
            """;

    private static final String BY_SHELL = """
            ## Batch 1: One

            ### Task 1.1: Only

            ```sh
            touch by-shell
            ```
            """;

    @TempDir
    Path folder;

    private SampleRepository repository;
    private Path board;

    @BeforeEach
    void prepare() throws IOException {
        repository = SampleRepository.in(folder.resolve("shared/repository"));
        board = Files.createDirectory(folder.resolve("board"));
    }

    private Path claude(int secondsOfLimit, String afterLimit) throws IOException {
        var program = folder.resolve("claude");
        Files.writeString(
                program,
                CLAUDE.replace("@BOARD@", board.toString())
                        .replace("@LIMIT@", Integer.toString(secondsOfLimit))
                        .replace("@AFTER@", afterLimit));
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private static String plan() {
        return IntStream.rangeClosed(1, TASKS)
                .mapToObj(task -> "### Task 1." + task + ": Number " + task + "\n\nDo it.\n")
                .collect(Collectors.joining("\n", "## Batch 1: One\n\n", ""));
    }

    private long lines(String note) throws IOException {
        var file = board.resolve(note);
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    @Test
    void twoServicesWaitTogetherThroughADeathAndOneOfThemTriesForBoth() throws Exception {
        try (var server = TestPostgres.start(folder.resolve("server"), Durability.DURABLE)) {
            var variables = new HashMap<>(new ReplicaVariables(server.address(), folder.resolve("shared")).all());
            variables.put("COPPICE_CLAUDE_PROGRAM", claude(3600, "").toString());
            variables.put("COPPICE_API_AGENTS", "claude");
            variables.put("COPPICE_SANDBOX_ISOLATION", "host"); // the script writes on the test's board
            var replicas = Stream.of("a", "b")
                    .map(name -> new Replica(folder.resolve("home-" + name), repository.folder(), variables))
                    .toList();
            try {
                replicas.stream().map(Replica::begin).toList().forEach(CompletableFuture::join);
                var limited = replicas.getFirst().service().submit(Map.of("plan_text", plan(), "agent", "claude"));
                Waiting.until(() -> replicas.stream().allMatch(LimitedAgentIT::saysThatClaudePauses));
                replicas.getFirst().kill();
                replicas.getFirst().begin().join();
                awaitShellAtEach(replicas);
                assertThat(lines("worked")).isZero();
                assertThat(lines("limited")).isLessThanOrEqualTo(4);

                Files.createFile(board.resolve("open"));
                var _ = TestDatabase.value(
                        server.address(), "update agent_pause set until = clock_timestamp() returning agent");
                Waiting.until(() -> lines("worked") == 1);
                awaitShellAtEach(replicas);
                assertThat(lines("worked")).isEqualTo(1);

                Files.createFile(board.resolve("answer"));
                replicas.getLast().service().awaitStatus(limited, "completed");
                assertThat(lines("worked")).isEqualTo(TASKS);
                assertThat(TestDatabase.value(
                                server.address(),
                                "select sum(failures + infrastructure_faults + lease_losses) from task"))
                        .isEqualTo("0");
                replicas.getLast()
                        .service()
                        .call()
                        .get("/api/v1/agents")
                        .then()
                        .body("agents.find { it.name == 'claude' }.available", equalTo(true));
            } finally {
                replicas.forEach(Replica::end);
            }
        }
    }

    /** So both have claimed since, and whatever of Claude's they could have claimed too. */
    private static void awaitShellAtEach(List<Replica> replicas) {
        for (Replica replica : replicas) {
            var others = IntStream.range(0, 3)
                    .mapToObj(_ -> replica.service().submit(Map.of("plan_text", BY_SHELL)))
                    .toList();
            others.forEach(other -> replica.service().awaitStatus(other, "completed"));
        }
    }

    private static boolean saysThatClaudePauses(Replica replica) {
        var pause = "agents.find { it.name == 'claude' }.";
        var agents = replica.service().call().get("/api/v1/agents").jsonPath();
        return "rate_limited".equals(agents.getString(pause + "pause_reason"))
                && !agents.getBoolean(pause + "available")
                && agents.getString(pause + "paused_until") != null;
    }

    @Test
    void aRunSaysOnceThatItsAgentPausesAndGoesOnByItself() throws Exception {
        var program = claude(2, "touch \"$BOARD/open\" \"$BOARD/answer\"");
        var plan = folder.resolve("plan.md");
        Files.writeString(plan, plan());

        var run = new PackagedCoppice(
                        folder.resolve("home"),
                        repository.folder(),
                        Map.of("COPPICE_CLAUDE_PROGRAM", program.toString(), "COPPICE_SANDBOX_ISOLATION", "host"))
                .run("run", plan.toString(), "--agent", "claude", "--workers", "1");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        assertThat(Pattern.compile("(?m)^[\\d:]+ {2}claude paused until \\d\\d:\\d\\d \\(rate limit\\)$")
                        .matcher(run.standardError())
                        .results())
                .hasSize(1);
        assertThat(run.standardError()).containsPattern("(?m)^[\\d:]+ {2}claude goes on$");
        assertThat(lines("limited")).isEqualTo(1);
        assertThat(lines("worked")).isEqualTo(TASKS);
    }
}
