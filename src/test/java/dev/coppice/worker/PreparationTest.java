package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.queue.Steering;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a repository asks for in its {@code .coppice.yaml} is there for the agent and for checks, and lands with nobody's work. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PreparationTest extends AWorkingPlace {

    @Inject
    Steering steering;

    @BeforeEach
    void begin() {
        startWorker();
    }

    private ExecutionId submit(String settings, String agent, String check) {
        user.write(".coppice.yaml", settings);
        user.commitAll("settings");
        return submit(
                agent,
                "## Batch 1: One\n\n### Task 1.1: Only\n\nDo it.\n\n**Verification:**\n\n- `%s`\n".formatted(check));
    }

    private List<String> landed(ExecutionId execution) {
        return user.git(
                        "diff",
                        "--name-only",
                        "HEAD",
                        new ExecutionRefs(execution).result().name())
                .lines()
                .toList();
    }

    private String log(ExecutionId execution) throws IOException {
        return Files.readString(own.logs().resolve(execution.value()).resolve("1.1-1.log"));
    }

    private Path mark() {
        return folder.resolve("mark");
    }

    private List<String> marks() throws IOException {
        return Files.exists(mark()) ? Files.readAllLines(mark()) : List.of();
    }

    @Test
    void aSetUpServesAgentAndChecksAndLeavesNothingThatLands() throws IOException {
        var execution = submit(
                """
                setup:
                  - mkdir -p build
                  - echo made ready; echo ready > build/ready; echo junk > junk.txt; echo changed > a.txt; echo x >> %s
                """.formatted(mark()),
                "test -f build/ready; test ! -e junk.txt; grep -q one a.txt; touch done.txt",
                "test -f build/ready && test ! -e junk.txt && grep -q one a.txt");

        awaitEnd(execution);

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(landed(execution)).containsExactly("done.txt");
        assertThat(log(execution)).contains("$ mkdir -p build", "made ready");
        assertThat(marks()).hasSize(2);
    }

    @Test
    void whereIgnoredFilesStayTheSetUpRunsOnce() throws IOException {
        var execution = submit(
                "clean: untracked\nsetup: mkdir -p build; echo x >> %s\n".formatted(mark()),
                "test -d build; touch done.txt",
                "test -d build");

        awaitEnd(execution);

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(marks()).hasSize(1);
    }

    @Test
    void aSetUpThatFailsPausesBlamesNobodyAndGoesOnOnceItIsMended() throws IOException {
        var mended = folder.resolve("mended");
        var execution = submit(
                "setup: echo x >> %s; echo cannot fetch; test -e %s\n".formatted(mark(), mended),
                "touch done.txt",
                "true");
        until(() -> status(execution).state() == ExecutionState.PAUSED);
        until(() -> status(execution).tasks().getFirst().state() instanceof TaskState.Queued);

        assertThat(status(execution).pauseReason()).contains("setup_failed");
        assertThat(status(execution).pauseDetail().orElseThrow()).contains("exit code 1", "cannot fetch");
        assertThat(status(execution).tasks().getFirst().state()).isEqualTo(new TaskState.Queued(0));
        assertThat(marks()).hasSize(2);

        Files.createFile(mended);
        steering.resume(execution);
        awaitEnd(execution);

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
    }

    @Test
    void aSetUpThatFailsOnceIsTriedOnceMore() {
        var execution = submit(
                "setup: test -e %s || { touch %s; exit 1; }\n".formatted(mark(), mark()), "touch done.txt", "true");

        awaitEnd(execution);

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
    }

    @Test
    void aSetUpThatATaskHasBrokenIsThatTasksFailure() {
        var execution = submit("setup: test ! -e broken\n", "touch broken", "true");

        awaitEnd(execution);

        assertThat(status(execution).state()).isEqualTo(ExecutionState.FAILED);
        assertThat(status(execution).tasks().getFirst().attempts().getFirst().reason())
                .contains("check_failed");
    }

    @Test
    void whatIsCopiedServesAgentAndChecksAndNeverLands() throws IOException {
        user.write(".gitignore", ".env\n");
        user.write(".env", "SECRET=1\n");

        var execution = submit(
                "copy: [.env, a.txt]\n",
                "grep -q SECRET .env; rm .gitignore; echo changed > .env; git add -f .env; git commit -qam mine; touch done.txt",
                "grep -q SECRET=1 .env");
        awaitEnd(execution);

        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(landed(execution)).containsExactlyInAnyOrder(".gitignore", "done.txt");
        assertThat(log(execution)).contains("coppice: git does not ignore a.txt");
    }

    @Test
    void tasksSideBySideHaveTheirOwnIndexPortsAndTemporaryFolder() throws IOException {
        var agent = "env > %s/$COPPICE_TASK.part; stat -c %a $TMPDIR >> %s/$COPPICE_TASK.part; touch $TMPDIR/x;"
                + " mv %s/$COPPICE_TASK.part %s/$COPPICE_TASK; until test -e %s/1.1 -a -e %s/1.2; do sleep 0.1; done; touch $COPPICE_TASK";
        var execution = submit(
                agent.replace("%s", folder.toString()),
                "## Batch 1: One\n\n### Task 1.1: One\n\nDo it.\n\n### Task 1.2: Other\n\nDo it.\n");

        awaitEnd(execution);

        var one = Files.readAllLines(folder.resolve("1.1"));
        var other = Files.readAllLines(folder.resolve("1.2"));
        assertThat(List.of(variable(one, "COPPICE_WORKER_INDEX"), variable(other, "COPPICE_WORKER_INDEX")))
                .containsExactlyInAnyOrder("1", "2");
        assertThat(List.of(variable(one, "COPPICE_PORT_BASE"), variable(other, "COPPICE_PORT_BASE")))
                .containsExactlyInAnyOrder("20000", "20100");
        assertThat(variable(one, "TMPDIR")).isNotEqualTo(variable(other, "TMPDIR"));
        assertThat(one).endsWith("700");
        until(() ->
                !Files.exists(Path.of(variable(one, "TMPDIR"))) && !Files.exists(Path.of(variable(other, "TMPDIR"))));
    }

    private static String variable(List<String> environment, String name) {
        return environment.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }
}
