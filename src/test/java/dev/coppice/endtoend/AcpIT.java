package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that an agent of the Agent Client Protocol works on, configured as a profile of the packaged application. */
class AcpIT {

    private static final Path STAND_IN =
            Path.of("src", "test", "resources", "acp", "agent.sh").toAbsolutePath();

    @TempDir
    Path folder;

    private SampleRepository repository;
    private Path plan;

    @BeforeEach
    void prepare() {
        repository = SampleRepository.in(folder.resolve("repository"));
        plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.TWO_BATCHES);
    }

    @Test
    void aProfileLandsAPlanOfTwoBatches() throws Exception {
        var before = repository.whatIsTheUsers();

        var run = coppice(STAND_IN + " lands")
                .run("run", plan.toString(), "--agent", "my-own", "--workers", "2", "--json");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        var report = new ObjectMapper().readTree(run.standardOutput());
        var branch = report.get("result_branch").asText();
        assertThat(repository.git("ls-tree", "--name-only", branch).lines())
                .contains("first.txt", "second.txt", "joined.txt");
        assertThat(report.get("cost_usd").asDouble()).isGreaterThanOrEqualTo(0.75);
        assertThat(repository.whatIsTheUsers()).isEqualTo(before);
    }

    @Test
    void withoutItsProgramNothingIsTouched() {
        var run = coppice(folder.resolve("none") + " --acp").run("run", plan.toString(), "--agent", "my-own");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.standardError()).contains("ACP agent my-own not found, looked in " + folder.resolve("none"));
        assertThat(folder.resolve("home")).doesNotExist();
    }

    private PackagedCoppice coppice(String command) {
        return new PackagedCoppice(
                folder.resolve("home"),
                repository.folder(),
                Map.of(
                        "COPPICE_AGENTS_PROFILES", "my-own",
                        "COPPICE_PROFILE_MY_OWN_AGENT", "acp",
                        "COPPICE_PROFILE_MY_OWN_COMMAND", command));
    }
}
