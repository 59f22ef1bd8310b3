package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
}
