package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.fakemodel.FakeModel;
import dev.coppice.fakemodel.ModelAddress;
import dev.coppice.fakemodel.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans that the codex and opencode CLIs work on, in the packaged application. */
class OtherAgentsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RECORDINGS = Path.of("src", "test", "resources").toAbsolutePath();

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

    @ParameterizedTest
    @ValueSource(strings = {"codex", "opencode"})
    void theRealCliLandsAPlanOfTwoBatches(String agent) throws Exception {
        var cli = System.getProperty("coppice.test." + agent, "");
        assumeTrue(!cli.isEmpty(), "no coppice.test." + agent + ": the real " + agent + " CLI is not tested");
        try (var model = FakeModel.start(new Scenario.WritesWhatIsAsked())) {
            assertLanded(agent, Path.of(cli), ModelAddress.of(agent, model.url()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"codex", "opencode"})
    void aStandInThatSaysWhatTheRealOneSaidLandsIt(String agent) throws Exception {
        assertLanded(agent, standIn(agent), Map.of());
    }

    private void assertLanded(String agent, Path cli, Map<String, String> variables) throws IOException {
        var before = repository.whatIsTheUsers();

        var run = coppice(agent, cli, variables)
                .run("run", plan.toString(), "--agent", agent, "--workers", "2", "--json");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        var branch = report(run).get("result_branch").asText();
        assertThat(repository.git("ls-tree", "--name-only", branch).lines())
                .contains("first.txt", "second.txt", "joined.txt");
        assertThat(repository.whatIsTheUsers()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"codex", "opencode"})
    void withoutTheCliNothingIsTouched(String agent) {
        var run = coppice(agent, folder.resolve("none"), Map.of()).run("run", plan.toString(), "--agent", agent);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.standardError()).contains("CLI not found, looked in " + folder.resolve("none"));
        assertThat(folder.resolve("home")).doesNotExist();
    }

    /** Codex leaves out what the check wants, the profile that is opencode does not. */
    @Test
    void aTaskHasTheAgentThatItNamesAndAfterAFailureTheNextOfTheEscalation() throws Exception {
        SamplePlans.write(plan, """
                ## Batch 1: One

                ### Task 1.1: Retried

                **Verification:**
                - `test -f first.txt`

                ### Task 1.2: Named

                **Agent:** strong
                """);
        var weak = script("weak", "cat > /dev/null; touch \"weak-$COPPICE_TASK\"; " + said("codex"));
        var strong = script("strong", "cat > /dev/null; touch first.txt \"strong-$COPPICE_TASK\"; " + said("opencode"));
        var variables = Map.of(
                "COPPICE_AGENTS_PROFILES", "strong",
                "COPPICE_AGENTS_ESCALATION", "strong",
                "COPPICE_PROFILE_STRONG_AGENT", "opencode",
                "COPPICE_PROFILE_STRONG_MODEL", "provider/large",
                "COPPICE_PROFILE_STRONG_PROGRAM", strong.toString());

        var run = coppice("codex", weak, variables)
                .run("run", plan.toString(), "--agent", "codex", "--retries", "1", "--workers", "1", "--json");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        var report = report(run);
        assertThat(report.get("tasks")).allSatisfy(task -> {
            assertThat(task.get("agent").asText()).isEqualTo("strong");
            assertThat(task.get("model").asText()).isEqualTo("provider/large");
        });
        assertThat(report.get("tasks").get(0).get("attempts").asInt()).isEqualTo(2);
        var branch = report.get("result_branch").asText();
        assertThat(repository.git("ls-tree", "--name-only", branch).lines())
                .contains("first.txt", "strong-1.1", "strong-1.2")
                .doesNotContain("weak-1.1", "weak-1.2");
    }

    private PackagedCoppice coppice(String agent, Path cli, Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put(
                "COPPICE_" + agent.toUpperCase(Locale.ROOT) + "_PROGRAM",
                cli.toAbsolutePath().toString());
        all.put(ModelAddress.keyOf(agent), "a-secret-key");
        all.put("COPPICE_SANDBOX_READ_ONLY", RECORDINGS.toString());
        // The model that codex chooses by itself is offered tools of another form than the fake one knows.
        all.put("COPPICE_CODEX_MODEL", "fake-model");
        return new PackagedCoppice(folder.resolve("home"), repository.folder(), all);
    }

    private Path standIn(String agent) throws IOException {
        return script(agent, "cat > /dev/null; touch first.txt second.txt joined.txt; " + said(agent));
    }

    /** A command that prints what the real CLI printed once. */
    private static String said(String agent) {
        return "cat '" + RECORDINGS.resolve(agent).resolve("writes-a-file/stdout.jsonl") + "'";
    }

    private Path script(String name, String text) throws IOException {
        var script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private static JsonNode report(PackagedCoppice.Run run) throws IOException {
        return JSON.readTree(run.standardOutput());
    }
}
