package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.task.ExecutionState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real disk, small and of its own, that a task fills. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(FilledDiskTest.Small.class)
class FilledDiskTest extends AWorkingPlace {

    public static final class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("coppice.worktree.min-free", "4M");
        }
    }

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        var place = Files.createDirectories(own.worktrees()).toString();
        Assumptions.assumeTrue(
                isRun("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", place), "a disk can be mounted here");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        isRun("umount", "-l", own.worktrees().toString());
    }

    private static boolean isRun(String... line) throws InterruptedException {
        try {
            return new ProcessBuilder(List.of(line)).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aTaskThatMeetsAFullDiskIsNotBlamedAndIsDoneOnceThereIsRoom() {
        startWorker();
        var execution = submit("test $COPPICE_ATTEMPT = 1 || { touch done; exit 0; };"
                + " dd if=/dev/urandom of=large bs=1M count=64");

        awaitEnd(execution);

        var task = status(execution).tasks().getFirst();
        assertThat(task.attempts().getFirst().reason()).contains("disk_full");
        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
    }

    @Test
    void aFailureThatNamesTheFullDiskIsTheDisks() {
        startWorker();
        var execution = submit("test $COPPICE_ATTEMPT = 1 || { touch done; exit 0; };"
                + " head -c 13000000 /dev/urandom > large; echo No space left on device; exit 1");

        awaitEnd(execution);

        var first = status(execution).tasks().getFirst().attempts().getFirst();
        assertThat(first.reason()).contains("disk_full");
        assertThat(first.message().orElseThrow()).contains("coppice.worktree.min-free", "exit code 1");
        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
    }

    @Test
    void wordsAloneAreNoExcuse() {
        startWorker();
        var execution = submit("echo No space left on device; exit 1");

        awaitEnd(execution);

        var task = status(execution).tasks().getFirst();
        assertThat(task.attempts()).hasSize(1);
        assertThat(task.attempts().getFirst().reason()).contains("agent_failed");
    }
}
