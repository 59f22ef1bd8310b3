package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.coppice.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A data folder that was copied while nobody used it is put back after its loss. */
class BackupIT extends AServedFolder {

    private String plan(Path gate) {
        return """
            ## Batch 1: Before

            ### Task 1.1: Early

            ```sh
            echo said early
            echo early > early.txt
            ```

            ## Batch 2: Under way

            ### Task 2.1: Late

            ```sh
            until test -e '%s'; do sleep 0.1; done
            echo late > late.txt
            ```
            """.formatted(gate);
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        var copied = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                .inheritIO()
                .start();
        assertThat(copied.waitFor()).isZero();
    }

    @Test
    void aPlanThatIsUnderWayGoesOnFromTheCopyAndWhatWasKeptIsThere() throws Exception {
        var gate = folder.resolve("gate");
        var service = serve("--agent", "shell");
        var execution = service.submit(Map.of("plan_text", plan(gate)));
        service.awaitPhase(execution, "2.1", "running");
        assertThat(service.stop()).isZero();

        copy(home, folder.resolve("backup"));
        FileTree.delete(home);
        copy(folder.resolve("backup"), home);
        Files.createFile(gate);
        var restored = serve("--agent", "shell");
        restored.awaitStatus(execution, "completed");

        assertThat(repository.landed("coppice/" + execution + "/result"))
                .containsExactly("feat(pipeline): Early", "feat(pipeline): Late");
        restored.get("/" + execution + "/tasks/1.1/attempts/1/log")
                .then()
                .statusCode(200)
                .body(containsString("said early"));
        assertThat(repository.git("worktree", "list", "--porcelain")).doesNotContain("prunable");
    }
}
