package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.fakemodel.FakeModel;
import dev.coppice.fakemodel.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that the Claude CLI works on, in the packaged application: a script says what the real one said once, or the real one. */
class ClaudeIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLI = System.getProperty("coppice.test.claude", "");
    private static final Path RECORDINGS =
            Path.of("src", "test", "resources", "claude").toAbsolutePath();

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
    void theRealCliLandsAPlanOfTwoBatches() throws Exception {
        assumeTrue(!CLI.isEmpty(), "no coppice.test.claude: the real Claude CLI is not tested");
        try (var model = FakeModel.start(new Scenario.WritesWhatIsAsked())) {
            var before = repository.whatIsTheUsers();

            var run = coppice(Path.of(CLI), Map.of("ANTHROPIC_BASE_URL", model.url()))
                    .run("run", plan.toString(), "--agent", "claude", "--workers", "2", "--json");

            assertThat(run.exitCode()).as(run.standardError()).isZero();
            var branch = report(run).get("result_branch").asText();
            assertThat(repository.landed(branch)).hasSize(3);
            assertThat(repository.show(branch, "joined.txt")).isEqualTo("made for joined.txt");
            assertThat(repository.whatIsTheUsers()).isEqualTo(before);
        }
    }

    @Test
    void aPlanThatIsStartedOverHttpIsDoneByTheRealCliWithEveryFileOnTheResult() throws Exception {
        assumeTrue(!CLI.isEmpty(), "no coppice.test.claude: the real Claude CLI is not tested");
        try (var model = FakeModel.start(new Scenario.WritesWhatIsAsked())) {
            assertLandedOverHttp(Path.of(CLI), Map.of("ANTHROPIC_BASE_URL", model.url()));
        }
    }

    @Test
    void aPlanThatIsStartedOverHttpIsDoneByAStandInWithEveryFileOnTheResult() throws Exception {
        assertLandedOverHttp(cli("writes-a-file", "touch first.txt second.txt joined.txt"), Map.of());
    }

    private void assertLandedOverHttp(Path cli, Map<String, String> variables) {
        var service = RunningService.start(
                coppice(cli, variables), folder.resolve("home"), "--agent", "claude", "--workers", "2");
        try {
            var execution = service.submit(Map.of("plan_text", SamplePlans.TWO_BATCHES));

            service.awaitStatus(execution, "completed");

            var branch = "coppice/" + execution + "/result";
            assertThat(repository.git("ls-tree", "--name-only", branch).lines())
                    .contains("first.txt", "second.txt", "joined.txt");
            assertThat(service.get("/" + execution + "/tasks/1.1").<Float>path("cost_usd"))
                    .isPositive();
        } finally {
            service.stop();
        }
    }

    @Test
    void whatTheCliCountsIsTheCostOfTheTaskAndTheKeyIsInNoLog() throws Exception {
        var run = coppice(cli("writes-a-file", "touch first.txt second.txt joined.txt; env"), Map.of())
                .run("run", plan.toString(), "--agent", "claude", "--workers", "1", "--json");

        assertThat(report(run).get("cost_usd").asDouble()).isEqualTo(0.01 * attempts(report(run)));
        assertThat(logs())
                .contains("> All done.\n", "coppice: result success", "\n{\"type\":\"user\"")
                .contains("[redacted]")
                .doesNotContain("a-secret-key");
    }

    @Test
    void aDeniedToolFailsTheTaskWithTheSettingThatWouldAllowIt() throws Exception {
        var run = coppice(cli("denied", "touch first.txt second.txt"), Map.of())
                .run("run", plan.toString(), "--agent", "claude", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(report(run).get("tasks").get(0).get("error").asText())
                .contains("Bash")
                .contains("coppice.claude.allowed-tools");
    }

    @Test
    void withoutTheCliNothingIsTouched() {
        var run = coppice(folder.resolve("no-claude"), Map.of()).run("run", plan.toString(), "--agent", "claude");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.standardError()).contains("Claude CLI not found, looked in " + folder.resolve("no-claude"));
        assertThat(folder.resolve("home")).doesNotExist();
        assertThat(repository.git("for-each-ref")).doesNotContain("coppice");
    }

    @Test
    void aResumeWithoutTheCliIsRefusedInsteadOfWaitingForIt() throws Exception {
        var cli = cli("denied", "true");
        coppice(cli, Map.of()).run("run", plan.toString(), "--agent", "claude");
        Files.delete(cli);

        var run = coppice(cli, Map.of()).run("run", plan.toString(), "--resume");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.standardError()).contains("Claude CLI not found");
    }

    @Test
    void aFileOfTheRepositoryDoesNotChooseTheProgram() throws IOException {
        var planted = script("planted", "touch '" + folder.resolve("was-run") + "'");
        repository.write(".env", "COPPICE_CLAUDE_PROGRAM=" + planted + "\n");
        var onPath = cli("denied", "true").getParent();

        var run = new PackagedCoppice(
                        folder.resolve("home"),
                        repository.folder(),
                        Map.of(
                                "PATH",
                                onPath + ":" + System.getenv("PATH"),
                                "COPPICE_SANDBOX_READ_ONLY",
                                RECORDINGS.toString()))
                .run("run", plan.toString(), "--agent", "claude");

        assertThat(run.standardError()).contains("it was not allowed to use Bash");
        assertThat(folder.resolve("was-run")).doesNotExist();
    }

    private PackagedCoppice coppice(Path cli, Map<String, String> variables) {
        var all = new java.util.HashMap<>(variables);
        all.put("COPPICE_CLAUDE_PROGRAM", cli.toAbsolutePath().toString());
        all.put("ANTHROPIC_API_KEY", "a-secret-key");
        all.put("COPPICE_SANDBOX_READ_ONLY", RECORDINGS.toString());
        return new PackagedCoppice(folder.resolve("home"), repository.folder(), all);
    }

    /** Stands in for the CLI: does what the shell text says, and says what the real one said. */
    private Path cli(String recording, String work) throws IOException {
        var recorded = RECORDINGS.resolve(recording);
        return script(
                "claude",
                "cat > /dev/null\n" + work + "\ncat '" + recorded.resolve("stdout.jsonl") + "'\nexit "
                        + Files.readString(recorded.resolve("exit")).strip());
    }

    private Path script(String name, String text) throws IOException {
        var script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private static JsonNode report(PackagedCoppice.Run run) throws IOException {
        return JSON.readTree(run.standardOutput());
    }

    private static int attempts(JsonNode report) {
        return report.get("tasks")
                .valueStream()
                .mapToInt(task -> task.get("attempts").asInt())
                .sum();
    }

    private String logs() throws IOException {
        try (var files = Files.walk(folder.resolve("home/logs"))) {
            var text = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }
}
