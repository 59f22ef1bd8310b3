package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose money is spent ends in order, and what was paid for is not paid for again. */
class BudgetIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AGENT =
            "sh -c \"cat >/dev/null; touch n-$COPPICE_TASK; echo '{\\\"coppice\\\": {\\\"cost_usd\\\": 0.5}}'\"";
    private static final String PLAN = """
            ## Batch 1: Parts

            ### Task 1.1: One

            **Verification:**
            - `sleep 1`

            ### Task 1.2: Two

            ### Task 1.3: Three

            ### Task 1.4: Four
            """;

    @TempDir
    Path folder;

    private SampleRepository repository;
    private Path plan;

    @BeforeEach
    void prepare() {
        repository = SampleRepository.in(folder.resolve("repository"));
        plan = folder.resolve("plan.md");
        SamplePlans.write(plan, PLAN);
    }

    private PackagedCoppice.Run run(String... more) {
        var arguments =
                new ArrayList<>(List.of("run", plan.toString(), "--agent-command", AGENT, "--workers", "2", "--json"));
        arguments.addAll(List.of(more));
        return new PackagedCoppice(folder.resolve("home"), repository.folder()).run(arguments.toArray(String[]::new));
    }

    private static JsonNode report(PackagedCoppice.Run run) throws IOException {
        return JSON.readTree(run.standardOutput());
    }

    @Test
    void whatWasPaidForLandsAndTheRestWaitsForMoreMoney() throws IOException {
        var first = run("--budget", "1");

        assertThat(first.exitCode()).as(first.standardError()).isEqualTo(3);
        assertThat(first.standardError()).contains("paused: its agents have spent 1 US dollars of 1");
        var landed = repository.landed(report(first).path("result_branch").asText());
        assertThat(landed).hasSizeBetween(2, 3); // The third may have begun before the second had told its cost.
        assertThat(report(first).path("cost_usd").asDouble()).isEqualTo(0.5 * landed.size());

        var again = run("--resume");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.standardError()).contains("--budget USD");

        var more = run("--resume", "--budget", "10");
        assertThat(more.exitCode()).as(more.standardError()).isZero();
        assertThat(report(more).path("cost_usd").asDouble()).isEqualTo(2);
        assertThat(more.standardError()).contains("for 2.00 US dollars");
    }

    private static final String TWO_ATTEMPTS = """
            ## Batch 1: Parts

            ### Task 1.1: One

            **Verification:**
            - `false`

            ### Task 1.2: Two

            **Depends on:** 1.1
            """;

    @Test
    void aTaskIsNotTriedAgainOnceItsBudgetIsSpentAndGoesOnWithALargerOne() throws IOException {
        SamplePlans.write(plan, TWO_ATTEMPTS);

        var first = run("--task-budget", "1", "--retries", "9");

        assertThat(first.exitCode()).as(first.standardError()).isEqualTo(1);
        assertThat(first.standardError())
                .contains("task 1.1 has spent its budget of 1 US dollars", "1.1  failed: budget", "its last attempt: ");
        var task = report(first).path("tasks").path(0);
        assertThat(task.path("cost_usd").asDouble()).isEqualTo(1);
        assertThat(task.path("attempts").asInt()).isEqualTo(1);

        var more = run("--resume", "--task-budget", "2.5");
        assertThat(more.exitCode()).as(more.standardError()).isEqualTo(1);
        assertThat(report(more).path("tasks").path(0).path("cost_usd").asDouble())
                .isEqualTo(2.5);
    }

    @Test
    void aHardStopEndsAgentsAtWorkAndKeepsWhatTheyDid() throws IOException {
        var agent = "sh -c \"cat >/dev/null; touch half; echo '{\\\"coppice\\\": {\\\"cost_usd\\\": 2}}'; sleep 600\"";

        var run = new PackagedCoppice(folder.resolve("home"), repository.folder())
                .run(
                        "run",
                        plan.toString(),
                        "--agent-command",
                        agent,
                        "--workers",
                        "1",
                        "--json",
                        "--budget",
                        "1.5",
                        "--budget-hard-stop");

        assertThat(run.exitCode()).as(run.standardError()).isEqualTo(3);
        assertThat(run.standardError()).contains("paused: its agents have spent 2 US dollars of 1.5");
        assertThat(report(run).path("budgets").path(0).path("spent_usd").asDouble())
                .isEqualTo(2);
        assertThat(report(run).path("tasks").path(0).path("status").asText()).isEqualTo("queued");
        assertThat(repository.git("for-each-ref", "--format=%(refname)", "refs/coppice"))
                .contains("/task/1.1/1");
    }

    @Test
    void theTokensOfCodexCostWhatTheConfiguredPricesSayAndThatIsAnEstimate() throws IOException {
        var said = Path.of("src", "test", "resources", "codex", "writes-a-file", "stdout.jsonl")
                .toAbsolutePath();
        var codex = Files.writeString(
                folder.resolve("codex"), "#!/bin/sh\ncat > /dev/null\ntouch n-$COPPICE_TASK\ncat '" + said + "'\n");
        Files.setPosixFilePermissions(codex, PosixFilePermissions.fromString("rwx------"));
        var variables = Map.of(
                "COPPICE_CODEX_PROGRAM", codex.toString(),
                "COPPICE_SANDBOX_READ_ONLY", said.toString(),
                "COPPICE_CODEX_MODEL", "gpt-5.1-codex",
                "CODEX_API_KEY", "a-secret-key",
                "COPPICE_PRICES__GPT_5__INPUT", "100",
                "COPPICE_PRICES__GPT_5__OUTPUT", "1000",
                "COPPICE_BUDGET_EXECUTION_USD", "0.7");

        var run = new PackagedCoppice(folder.resolve("home"), repository.folder(), variables)
                .run("run", plan.toString(), "--agent", "codex", "--workers", "1", "--json");

        assertThat(run.exitCode()).as(run.standardError()).isEqualTo(3);
        assertThat(run.standardError())
                .contains("the execution has spent its budget of 0.7 US dollars (estimated)")
                .contains("paused: its agents have spent 0.9 US dollars (estimated) of 0.7");
        assertThat(report(run).path("cost_usd").asDouble()).isEqualTo(0.9);
        assertThat(report(run).path("cost_is_estimate").asBoolean()).isTrue();
        assertThat(report(run).path("budget_usd").asDouble()).isEqualTo(0.7);
        assertThat(report(run).path("tokens").path("input").asInt()).isEqualTo(6000);
    }
}
