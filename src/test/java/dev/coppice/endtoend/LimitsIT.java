package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that use more of the machine than the operator allows, in the packaged application. */
class LimitsIT {

    @TempDir
    Path folder;

    @Test
    void aTaskThatUsesTooMuchFailsWithTheNameOfTheLimitAndTheOthersLand() {
        var repository = SampleRepository.in(folder.resolve("repository"));
        var plan = folder.resolve("plan.md");
        SamplePlans.write(plan, """
                ## Batch 1: Appetite

                ### Task 1.1: Talk

                ```sh
                ulimit -n > files.txt
                yes
                ```

                ### Task 1.2: Behave

                ```sh
                ulimit -n > files.txt
                ```
                """);
        var variables = Map.of("COPPICE_LIMITS_OUTPUT", "100K", "COPPICE_LIMITS_OPEN_FILES", "77");

        var run = new PackagedCoppice(folder.resolve("home"), repository.folder(), variables)
                .run("run", plan.toString(), "--agent", "shell", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.standardOutput()).contains("the limit of output is reached (coppice.limits.output)");
        assertThat(repository.git("log", "--all", "--format=%s").lines()).contains("feat(pipeline): Behave");
        assertThat(run.standardOutput()).contains("\"completed\"");
    }
}
