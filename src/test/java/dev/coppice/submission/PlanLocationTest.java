package dev.coppice.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.plan.reading.PlanParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller reads plans of the repository by their paths, and nothing else of the host. */
class PlanLocationTest {

    private static final String PLAN = "# A plan, with umlauts: ÄÖÜ\n";

    @TempDir
    Path folder;

    private Path repository;

    @BeforeEach
    void makeACheckout() throws IOException {
        repository = folder.resolve("repository");
        Files.createDirectories(repository.resolve(".git"));
        Files.createDirectories(repository.resolve("plans"));
        Files.writeString(repository.resolve("plans/a plan.md"), PLAN);
        Files.writeString(repository.resolve(".git/config.md"), PLAN);
        Files.writeString(folder.resolve("secret.md"), PLAN);
        Files.createSymbolicLink(repository.resolve("plans/link.md"), folder.resolve("secret.md"));
        Files.createSymbolicLink(repository.resolve("linked"), repository.resolve("plans"));
        Files.createSymbolicLink(repository.resolve("outside"), folder);
    }

    private PlanLocation.Found read(String path) {
        return new PlanLocation(repository, path).read();
    }

    @Test
    void aPlanIsReadByItsPath() {
        assertThat(read("plans/a plan.md")).isEqualTo(new PlanLocation.Found.Text(PLAN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.md",
                "plans/../../secret.md",
                "/etc/secret.md",
                ".git/config.md",
                ".GIT/config.md",
                "./plans/a plan.md",
                "plans/./a plan.md",
                "plans/a plan",
                "plans",
                "",
                "plans/link.md",
                "linked/a plan.md",
                "outside/secret.md",
                "plans/\0.md"
            })
    void aPathThatLeavesTheRepositoryOrIsNoPlanIsForbidden(String path) {
        assertThat(read(path)).isInstanceOf(PlanLocation.Found.Forbidden.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plans/none.md", "none/none.md", "plans/a plan.md/none.md"})
    void whatIsNotThereIsMissing(String path) {
        assertThat(read(path)).isInstanceOf(PlanLocation.Found.Missing.class);
    }

    @Test
    void whatIsNoTextOrTooLargeIsNoPlan() throws IOException {
        Files.write(repository.resolve("latin.md"), "Ä".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(repository.resolve("large.md"), new byte[PlanParser.LARGEST + 1]);

        assertThat(read("latin.md")).isInstanceOf(PlanLocation.Found.Forbidden.class);
        assertThat(read("large.md")).isInstanceOf(PlanLocation.Found.Forbidden.class);
    }

    @Test
    void aBareRepositoryHasNoFilesToRead() throws IOException {
        Files.delete(repository.resolve(".git/config.md"));
        Files.delete(repository.resolve(".git"));

        assertThat(read("plans/a plan.md"))
                .isInstanceOfSatisfying(
                        PlanLocation.Found.Missing.class,
                        missing -> assertThat(missing.reason()).contains("plan_text"));
    }
}
