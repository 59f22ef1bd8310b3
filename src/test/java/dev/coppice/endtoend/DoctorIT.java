package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.database.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code coppice doctor} on machines that lack this and that. */
class DoctorIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path home;
    private SampleRepository repository;

    @BeforeEach
    void prepare() {
        home = folder.resolve("home");
        repository = SampleRepository.in(folder.resolve("repository"));
    }

    private PackagedCoppice coppice(Map<String, String> variables) {
        return new PackagedCoppice(home, folder, variables);
    }

    private static JsonNode check(JsonNode report, String name) {
        for (JsonNode check : report.get("checks")) {
            if (check.get("check").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + report);
    }

    @Test
    void whatIsWrongWithTheSettingsOfAgentsIsToldByEveryCommandInALineAndNotAsATrace() throws Exception {
        var coppice = coppice(Map.of("COPPICE_AGENTS_PROFILES", "Fast", "COPPICE_AGENTS_FALLBACK", "claude"));
        var plan = folder.resolve("plan.md");
        SamplePlans.write(plan, "## Batch 1: A\n\n### Task 1.1: B\n");

        var doctor = coppice.run("doctor", "--json");
        var validation = coppice.run("validate", plan.toString());
        var service = coppice.run("serve", "--repo", repository.folder().toString(), "--port", "0");
        var help = coppice.run("serve", "--help");

        assertThat(doctor.exitCode()).isEqualTo(3);
        assertThat(check(JSON.readTree(doctor.standardOutput()), "profiles")
                        .get("status")
                        .asText())
                .isEqualTo("error");
        assertThat(List.of(validation, service)).allSatisfy(run -> {
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.standardError().lines().toList())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("coppice: coppice.agents."));
        });
        assertThat(home).doesNotExist();
        assertThat(help.exitCode()).isZero();
    }

    @Test
    void aFitMachineHasNoErrorsAndNothingIsMade() throws Exception {
        var run = coppice(Map.of("ANTHROPIC_API_KEY", "top-secret"))
                .run("doctor", "--repo", repository.folder().toString());

        assertThat(run.exitCode()).as(run.standardOutput()).isZero();
        assertThat(run.standardError()).isEmpty();
        assertThat(run.standardOutput().lines())
                .allMatch(line -> line.matches("(ok     |warning)  [^:]+: .+"))
                .anyMatch(line -> line.startsWith("ok       git: "))
                .anyMatch(line -> line.matches("ok +limits: .*control groups.*"))
                .anyMatch(line -> line.startsWith("ok       repository: "))
                .anyMatch(line -> line.contains("set: ANTHROPIC_API_KEY"));
        assertThat(run.standardOutput()).doesNotContain("top-secret");
        assertThat(home).doesNotExist();
    }

    @Test
    void whatIsWrongInTheSettingsOfAgentsIsAnError() throws Exception {
        var run = coppice(Map.of("COPPICE_AGENTS_PROFILES", "fast"))
                .run("doctor", "--json", "--repo", repository.folder().toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(check(JSON.readTree(run.standardOutput()), "profiles")
                        .get("found")
                        .asText())
                .contains("coppice.profile.fast.agent is ''");
    }

    @Test
    void aMachineWithoutGitIsToldSo() throws Exception {
        var empty = Files.createDirectory(folder.resolve("empty"));

        var run = coppice(Map.of("PATH", empty.toString()))
                .run("doctor", "--json", "--repo", repository.folder().toString());

        var report = JSON.readTree(run.standardOutput());
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(report.get("status").asText()).isEqualTo("error");
        assertThat(check(report, "git").get("status").asText()).isEqualTo("error");
        assertThat(check(report, "git").get("advice").asText()).contains("install git");
        assertThat(check(report, "repository").get("found").asText()).startsWith("could not be checked");
        assertThat(report.get("checks").get(0).fieldNames())
                .toIterable()
                .containsExactly("check", "status", "found", "advice");
    }

    @Test
    void aDataFolderThatCannotBeIsAnError() throws Exception {
        Files.writeString(home, "a file");

        var run = coppice(Map.of()).run("doctor", "--json");

        var report = JSON.readTree(run.standardOutput());
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(check(report, "data folder").get("status").asText()).isEqualTo("error");
        assertThat(check(report, "data folder").get("advice").asText()).contains("COPPICE_HOME");
        assertThat(check(report, "database").get("found").asText()).startsWith("could not be checked");
    }

    @Test
    void aRunningCoppiceIsNamedAndNotDisturbed() throws Exception {
        var plan = folder.resolve("plan.md");
        var gate = folder.resolve("gate");
        SamplePlans.write(plan, SamplePlans.independent(1));
        var running = coppice(Map.of())
                .start(
                        "run",
                        plan.toString(),
                        "--repo",
                        repository.folder().toString(),
                        "--agent-command",
                        "sh -c 'until test -e \"" + gate + "\"; do sleep 0.05; done; echo x > x'");
        Waiting.until(() -> running.standardError().contains("1.1  running"));

        var shallow = coppice(Map.of()).run("doctor", "--json");
        var deep = coppice(Map.of()).run("doctor", "--json", "--deep");

        SamplePlans.write(gate, "");
        assertThat(running.exitCode()).as(running.standardError()).isZero();
        assertThat(shallow.exitCode()).isZero();
        assertThat(deep.exitCode()).isZero();
        for (var run : new PackagedCoppice.Run[] {shallow, deep}) {
            var found = check(JSON.readTree(run.standardOutput()), "data folder");
            assertThat(found.get("status").asText()).isEqualTo("warning");
            assertThat(found.get("found").asText())
                    .contains("coppice run " + plan, "pid " + running.process().pid());
        }
    }

    @Test
    void deepStartsTheDatabaseAndLeavesNothingRunning() {
        var run = coppice(Map.of()).run("doctor", "--deep");

        assertThat(run.exitCode()).as(run.standardOutput()).isZero();
        assertThat(run.standardOutput()).containsPattern("ok       database: embedded PostgreSQL 18\\S* starts");
        assertThat(coppice(Map.of()).processesLeft()).isEmpty();
    }

    @Test
    void anExternalDatabaseIsAskedAndItsPasswordNeverShown() {
        var database = TestPostgres.freshDatabase();

        var good = coppice(Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL", database.url(),
                        "QUARKUS_DATASOURCE_USERNAME", database.user(),
                        "QUARKUS_DATASOURCE_PASSWORD", database.password()))
                .run("doctor");
        var bad = coppice(Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        database.url() + "?password=top-secret",
                        "QUARKUS_DATASOURCE_USERNAME",
                        "nobody-here"))
                .run("doctor");

        assertThat(good.exitCode()).as(good.standardOutput()).isZero();
        assertThat(good.standardOutput())
                .contains("ok       database: PostgreSQL 18")
                .doesNotContain(database.password());
        assertThat(bad.exitCode()).isEqualTo(3);
        assertThat(bad.standardOutput()).contains("error    database: ").doesNotContain("top-secret");
    }
}
