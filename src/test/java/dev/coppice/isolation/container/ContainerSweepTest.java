package dev.coppice.isolation.container;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Coppice that died has left is removed by the next. */
class ContainerSweepTest {

    @TempDir
    Path folder;

    @Test
    void aContainerWhoseClientWasKilledIsRemovedWithItsFolder() throws IOException {
        var work = new AContainedWorktree(folder.toRealPath(), TestEngine.require(), Map.of());
        var process = work.start("touch ready; while :; do sleep 1; done");
        await().until(() -> Files.exists(work.worktree.resolve("ready")));
        var container = work.containersLeft().getFirst();
        ProcessHandle.of(process.identity().orElseThrow().pid()).orElseThrow().destroyForcibly();
        assertThat(TestEngine.containers(container)).containsExactly(container);

        new ContainerSweep(work.attempt.path().getParent()).sweep();

        assertThat(TestEngine.containers(container)).isEmpty();
        assertThat(work.attempt.path()).doesNotExist();
    }

    @Test
    void aFolderWhoseContainerNeverCameToBeIsTakenAway() throws IOException {
        TestEngine.require();
        var attempt = AttemptFolder.make(folder.resolve("containers"), "an-attempt", TestEngine.engine());
        CommandFolder.make(attempt, "coppice-that-never-was", Map.of("KEY", "secret"));

        new ContainerSweep(folder.resolve("containers")).sweep();

        assertThat(attempt.path()).doesNotExist();
    }

    @Test
    void whatTheEngineCannotRemoveStaysForTheNextStart() throws IOException {
        var broken = new Engine(Engine.Kind.PODMAN, List.of("/bin/false"));
        var attempt = AttemptFolder.make(folder.resolve("containers"), "an-attempt", broken);
        CommandFolder.make(attempt, "coppice-left", Map.of());

        new ContainerSweep(folder.resolve("containers")).sweep();

        assertThat(attempt.containers()).containsExactly("coppice-left");
    }

    @Test
    void whereNothingWasLeftNothingHappens() {
        new ContainerSweep(folder.resolve("never made")).sweep();

        assertThat(folder.resolve("never made")).doesNotExist();
    }
}
