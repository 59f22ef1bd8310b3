package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code coppice prompt} as a user runs it. */
class PromptIT {

    @TempDir
    Path folder;

    @Test
    void aPromptIsPrintedExactlyAndNothingIsStartedOrMade() throws Exception {
        var home = folder.resolve("home");
        var repository = SampleRepository.in(folder.resolve("repository"));
        var plan = Files.writeString(
                folder.resolve("plan.md"), "# Grüße 🌳\n\n## Batch 1: A\n\n### Task 1.1: Grüße 🌳\n\nDo \"it\".\n");
        var variables = Map.of("ANTHROPIC_API_KEY", "top-secret", "LC_ALL", "C.UTF-8");

        var run = new PackagedCoppice(home, folder, variables)
                .run(
                        "prompt",
                        plan.toString(),
                        "1.1",
                        "--repo",
                        repository.folder().toString());

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        assertThat(run.standardError()).isEmpty();
        assertThat(run.standardOutput())
                .startsWith("# Task 1.1: Grüße 🌳\n\n## The task, as the plan has it\n\n\nDo \"it\".\n")
                .contains("```markdown\n# Grüße 🌳\n```\n")
                .doesNotContain("top-secret");
        assertThat(home).doesNotExist();
    }
}
