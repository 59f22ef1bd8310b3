package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the application says about itself is kept in the data folder, and does not grow for ever. */
class AppLogIT {

    @TempDir
    Path folder;

    private SampleRepository repository;
    private Path plan;
    private Path home;

    @BeforeEach
    void prepare() {
        repository = SampleRepository.in(folder.resolve("repository"));
        home = folder.resolve("home");
        plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.ONE_FAILS);
    }

    private PackagedCoppice coppice(Map<String, String> variables) {
        return new PackagedCoppice(home, repository.folder(), variables);
    }

    @Test
    void aRunLeavesItsStartAndEachAttemptInTheLogAndNothingMoreOnStandardError() throws Exception {
        var run = coppice(Map.of()).run("run", plan.toString(), "--agent", "shell");

        var log = Files.readString(home.resolve("logs/app.log"));
        assertThat(log)
                .contains("coppice run " + plan, "started in")
                .containsPattern("exec_[0-9a-f]+ task 1\\.1 attempt 1: claimed")
                .containsPattern("exec_[0-9a-f]+ task 1\\.1 attempt 1: landed as [0-9a-f]{10}")
                .containsPattern(
                        "exec_[0-9a-f]+ task 1\\.2 attempt 1: failed \\(check_failed\\); its log: .*1\\.2-1\\.log")
                .containsPattern(
                        "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} INFO .* \\(exec_[0-9a-f]+ task-1\\.1\\)")
                .containsPattern("exec_[0-9a-f]+: failed");
        assertThat(run.standardError()).doesNotContain("claimed").doesNotContain("INFO");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("logs"))))
                .isEqualTo("rwx------");
    }

    @Test
    void theDatabasesPasswordIsNeverInIt() throws Exception {
        coppice(Map.of("QUARKUS_LOG_LEVEL", "DEBUG")).run("run", plan.toString(), "--agent", "shell");

        var password = Files.readString(home.resolve("postgres/password")).strip();
        assertThat(password).hasSizeGreaterThan(20);
        assertThat(Files.readString(home.resolve("logs/app.log")))
                .contains("DEBUG")
                .doesNotContain(password);
    }

    @Test
    void itIsRotatedBySizeAndOnlySoManyOldOnesAreKept() {
        var small = Map.of(
                "QUARKUS_LOG_FILE_ROTATION_MAX_FILE_SIZE", "1K", "QUARKUS_LOG_FILE_ROTATION_MAX_BACKUP_INDEX", "2");
        SamplePlans.write(plan, SamplePlans.independent(12));

        coppice(small).run("run", plan.toString(), "--agent-command", "sh -c 'echo x > done-$COPPICE_TASK'");

        assertThat(home.resolve("logs").toFile().list())
                .contains("app.log", "app.log.1", "app.log.2")
                .doesNotContain("app.log.3");
        assertThat(home.resolve("logs/app.log")).content().hasSizeLessThan(2048);
    }

    @Test
    void theOperatorMayHaveItAsJsonThatSaysWhoseAttemptItIs() throws Exception {
        coppice(Map.of("COPPICE_LOG_JSON", "true")).run("run", plan.toString(), "--agent", "shell");

        var json = new ObjectMapper();
        var lines = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(home.resolve("logs/app.log"))) {
            lines.add(json.readTree(line));
        }
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.fieldNames())
                        .toIterable()
                        .contains("timestamp", "level", "loggerName", "message", "mdc"));
        assertThat(lines)
                .filteredOn(line -> line.path("message").asText().contains("landed as"))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.at("/mdc/execution").asText()).matches("exec_[0-9a-f]+");
                    assertThat(line.path("message").asText())
                            .contains("task " + line.at("/mdc/task").asText());
                    assertThat(line.at("/mdc/attempt").asText()).isEqualTo("1");
                });
    }

    @Test
    void theOperatorMayTurnItOff() {
        var run = coppice(Map.of("QUARKUS_LOG_FILE_ENABLED", "false")).run("run", plan.toString(), "--agent", "shell");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(home.resolve("logs/app.log")).doesNotExist();
    }
}
