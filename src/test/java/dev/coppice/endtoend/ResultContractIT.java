package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coppice.isolation.Sandboxes;
import dev.coppice.isolation.container.TestEngine;
import dev.coppice.isolation.dagger.StubEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same plan, in every mode and behind every wall, by the packaged application: the same trees, statuses and report. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResultContractIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Its second task commits by itself where there is git, its last one fails; all share a file of the user's. */
    private static final String PLAN = """
            ## Batch 1: Parts

            ### Task 1.1: Write

            ```sh
            mkdir -p deep/er && cp README.md deep/er/copy.md && chmod +x deep/er/copy.md && ln -s copy.md deep/er/link
            rm shared.txt && echo first > 'fir st.txt' && mkdir -p "$HOME/.cache"
            ```

            **Verification:**
            - `test -x deep/er/copy.md && test ! -e shared.txt`

            ### Task 1.2: Commit

            ```sh
            echo second > second.txt
            if git rev-parse --git-dir > /dev/null 2>&1; then git add second.txt; git commit -qm mine; git branch a-branch-of-mine; fi
            ```

            ## Batch 2: Whole

            ### Task 2.1: Join

            **Depends on:** Task 1.1, Task 1.2

            ```sh
            cat 'fir st.txt' second.txt own/settings > joined.txt
            ```

            **Verification:**
            - `grep -q second joined.txt`

            ### Task 2.2: Fail

            ```sh
            echo half > third.txt
            ```

            **Verification:**
            - `echo 'there is no fourth'; test -f fourth.txt`
            """;

    /** What differs from run to run, or is the mode itself. */
    private static final List<String> OF_ONE_RUN = List.of(
            "execution_id",
            "mode",
            "isolation",
            "image",
            "base_commit",
            "result_branch",
            "result_commit",
            "commit",
            "wall_seconds",
            "parallel_efficiency",
            "started_at",
            "completed_at",
            "duration_seconds");

    /** A mode, with a wall where it lets one choose. */
    enum Way {
        SANDBOX("worktree", "sandbox"),
        LOCAL("local", "host"),
        LOCAL_SANDBOX("local", "sandbox"),
        CONTAINER("container", "auto"),
        DAGGER_SESSION("dagger", "auto"),
        DAGGER_PROGRAM("dagger", "auto");

        private final String mode;
        private final String isolation;

        Way(String mode, String isolation) {
            this.mode = mode;
            this.isolation = isolation;
        }

        /** Whether the user's repository is out of the task's reach. */
        boolean hidesRefs() {
            return this != LOCAL;
        }

        void assumePossible() {
            switch (this) {
                case SANDBOX, LOCAL_SANDBOX ->
                    assumeTrue(
                            Sandboxes.missing().isEmpty(),
                            () -> "no sandbox here: " + Sandboxes.missing().orElse(""));
                case CONTAINER -> TestEngine.require();
                case DAGGER_PROGRAM -> assumeTrue(isOnPath("dagger"), "no dagger on PATH; a stand-in session is tried");
                case LOCAL, DAGGER_SESSION -> {}
            }
        }

        private static boolean isOnPath(String program) {
            return Stream.of(Optional.ofNullable(System.getenv("PATH"))
                            .orElse("")
                            .split(":", -1))
                    .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        }
    }

    /** What came of a run. */
    private record Outcome(int exitCode, String tree, JsonNode report) {}

    private Path folder;
    private SampleRepository repository;
    private Path plan;
    private Outcome onTheHost;

    @BeforeAll
    void runInWorktreesOnTheHost(@TempDir Path own) throws IOException {
        folder = own;
        repository = SampleRepository.in(folder.resolve("repository"));
        repository.write(".coppice.yaml", "setup:\n  - echo ready > build.log\ncopy:\n  - own\nrepair_rounds: 0\n");
        repository.write(".gitignore", "build.log\nown\n");
        repository.write("own/settings", "shared\n");
        repository.git("add", ".coppice.yaml", ".gitignore");
        repository.git("commit", "-q", "-m", "Settings");
        plan = folder.resolve("plan.md");
        SamplePlans.write(plan, PLAN);
        onTheHost = outcome("worktree", "host", Map.of());
    }

    @Test
    void onTheHostThreeTasksLandAndOneFails() {
        assertThat(onTheHost.exitCode()).isEqualTo(1);
        assertThat(onTheHost.report().path("tasks").valueStream())
                .extracting(task ->
                        task.path("number").asText() + " " + task.path("status").asText())
                .containsExactly("1.1 completed", "1.2 completed", "2.1 completed", "2.2 failed");
        assertThat(onTheHost.report().at("/tasks/3/error").asText()).contains("there is no fourth");
        assertThat(repository.git("ls-tree", "-r", onTheHost.tree()))
                .contains("100755", "120000", "fir st.txt", "joined.txt", "second.txt")
                .doesNotContain("shared.txt", "third.txt", "own/");
    }

    @ParameterizedTest
    @EnumSource
    void everyOtherWayComesToTheSame(Way way) throws IOException {
        way.assumePossible();
        repository.git("update-ref", "-d", "refs/heads/a-branch-of-mine");
        var theUsers = repository.whatIsTheUsers();

        var outcome = way == Way.DAGGER_SESSION ? inAStandInSession(way) : outcome(way, Map.of());

        assertThat(outcome).isEqualTo(onTheHost);
        if (way.hidesRefs()) {
            assertThat(repository.whatIsTheUsers()).isEqualTo(theUsers);
        } else {
            assertThat(repository.git("branch", "--list", "a-branch-of-mine")).isNotEmpty();
        }
        assertThat(coppice(Map.of()).processesLeft()).isEmpty();
    }

    private Outcome outcome(Way way, Map<String, String> more) throws IOException {
        var variables = new HashMap<>(more);
        if (way == Way.CONTAINER) {
            variables.putAll(TestEngine.variables());
        }
        variables.putIfAbsent("COPPICE_DAGGER_IMAGE", "alpine/git:latest");
        return outcome(way.mode, way.isolation, variables);
    }

    private Outcome inAStandInSession(Way way) throws IOException {
        var schema = Path.of("src/test/resources/dagger/schema.graphqls");
        try (var engine = new StubEngine(schema, Files.createDirectory(folder.resolve("engine")))) {
            var outcome = outcome(
                    way,
                    Map.of(
                            "DAGGER_SESSION_PORT",
                            Integer.toString(engine.port()),
                            "DAGGER_SESSION_TOKEN",
                            StubEngine.TOKEN));
            assertThat(engine.objections()).isEmpty();
            assertThat(engine.queries()).isNotEmpty();
            return outcome;
        }
    }

    private Outcome outcome(String mode, String isolation, Map<String, String> variables) throws IOException {
        var run = coppice(variables)
                .run(
                        "run",
                        plan.toString(),
                        "--agent",
                        "shell",
                        "--workers",
                        "2",
                        "--mode",
                        mode,
                        "--isolation",
                        isolation,
                        "--json");
        try {
            var report = (ObjectNode) JSON.readTree(run.standardOutput());
            var tree = repository.git("rev-parse", report.path("result_branch").asText() + "^{tree}");
            report.remove(OF_ONE_RUN);
            report.path("tasks").forEach(task -> ((ObjectNode) task).remove(OF_ONE_RUN));
            return new Outcome(run.exitCode(), tree, report);
        } catch (IOException | ClassCastException e) {
            throw new AssertionError(run.standardError(), e);
        }
    }

    private PackagedCoppice coppice(Map<String, String> variables) {
        return new PackagedCoppice(folder.resolve("home"), repository.folder(), variables);
    }
}
