package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A repository in which plans really run, and the cleanups of what the runs leave. */
abstract class ARepositoryToCleanUp {

    static final ObjectMapper JSON = new ObjectMapper();
    static final Map<String, String> NO_RETENTION =
            Map.of("COPPICE_CLEANUP_KEEP_UNLANDED", "0s", "COPPICE_CLEANUP_KEEP_LOGS", "0s");

    @TempDir
    Path folder;

    Path home;
    Path plan;
    SampleRepository repository;
    PackagedCoppice coppice;

    @BeforeEach
    void prepareARepository() throws IOException {
        folder = folder.toRealPath();
        home = folder.resolve("home");
        plan = folder.resolve("plan.md");
        repository = SampleRepository.in(folder.resolve("repository"));
        coppice = coppice(Map.of());
    }

    PackagedCoppice coppice(Map<String, String> variables) {
        return new PackagedCoppice(home, repository.folder(), variables);
    }

    /** Runs the plan by its own scripts and gives its report. */
    JsonNode run(String text) throws IOException {
        SamplePlans.write(plan, text);
        var run = coppice.run("run", plan.toString(), "--agent", "shell", "--json");
        assertThat(run.exitCode()).as(run.standardError()).isIn(0, 1);
        return JSON.readTree(run.standardOutput());
    }

    void merge(JsonNode report) {
        repository.git("merge", "-q", "--no-edit", report.get("result_branch").asText());
    }

    static PackagedCoppice.Run cleanup(PackagedCoppice coppice, String... arguments) {
        var run = coppice.run(
                Stream.concat(Stream.of("cleanup"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(run.exitCode()).as(run.standardError()).isZero();
        return run;
    }

    static List<String> removals(PackagedCoppice.Run run) {
        return run.standardOutput()
                .lines()
                .filter(line -> line.startsWith("remove"))
                .toList();
    }

    static List<String> kept(PackagedCoppice.Run run) {
        return run.standardOutput()
                .lines()
                .filter(line -> line.startsWith("keep"))
                .toList();
    }

    String refs() {
        return repository.git("for-each-ref");
    }

    /** Every file of worktrees and attempts' logs; the database and the application's log change with each start. */
    List<String> files() {
        try (Stream<Path> worktrees = Files.walk(home.resolve("worktrees"));
                Stream<Path> logs = Files.walk(home.resolve("logs"))) {
            return Stream.concat(worktrees, logs)
                    .map(Path::toString)
                    .filter(file -> !file.contains("app.log"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What lies in the pools' folder, which has the data folder's id in its path. */
    List<String> worktrees() {
        try (Stream<Path> files = Files.walk(home.resolve("worktrees"), 2)) {
            return files.filter(file -> home.relativize(file).getNameCount() > 2)
                    .map(Path::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path worktree() {
        return home.resolve(
                files().stream().filter(file -> file.endsWith("/1")).findFirst().orElseThrow());
    }
}
