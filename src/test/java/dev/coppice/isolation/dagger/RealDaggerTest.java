package dev.coppice.isolation.dagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.process.Command;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealDaggerTest {

    @TempDir
    Path folder;

    @Test
    void aCommandRunsInARealEngine() throws IOException {
        var program =
                new DaggerProgram(new TestDaggerConfig(Optional.empty(), Optional.of(List.of("KEY"))), System.getenv());
        assumeTrue(program.objection().isEmpty(), () -> program.objection().orElse(""));
        var worktree = Files.createDirectory(folder.resolve("worktree"));
        var stage = Files.createDirectory(folder.resolve("stage"));
        Files.writeString(worktree.resolve("old"), "old\n");
        var command = new Command(
                List.of("sh", "-c", "cat >new; rm old; [ -n \"$KEY\" ] && exit 137"),
                worktree,
                Map.of("KEY", "a long secret"),
                "input",
                Duration.ofMinutes(5));
        var complaints = new Tail(4096);

        try (var launcher = new DaggerLauncher(
                program, new DaggerLauncher.Attempt("real", new Base.Named("alpine:3"), stage, List.of()))) {
            var result = launcher.launch(command, complaints, complaints).await();

            assertThat(result)
                    .isInstanceOfSatisfying(
                            ProcessResult.Exited.class,
                            exited -> assertThat(exited.code()).isEqualTo(137));
        }
        assertThat(worktree.resolve("new")).hasContent("input");
        assertThat(worktree.resolve("old")).doesNotExist();
    }
}
