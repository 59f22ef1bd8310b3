package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

    @TempDir
    Path folder;

    @Test
    void itIsEmptyWhateverADeadProcessLeftAndOnlyItsOwnerEnters() throws Exception {
        var left = Files.createDirectories(folder.resolve("tmp/1/deep"));
        TestRepository.shell(left, "echo x > x; chmod 000 .");

        var scratch = ScratchFolder.fresh(folder.resolve("tmp"), 1);

        assertThat(scratch.path()).isEmptyDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(scratch.path())))
                .isEqualTo("rwx------");
        scratch.remove();
        assertThat(scratch.path()).doesNotExist();
    }

    @Test
    void noLinkThatATaskLeftIsFollowed() throws Exception {
        var elsewhere = Files.createDirectories(folder.resolve("elsewhere/1"));
        Files.writeString(elsewhere.resolve("x"), "not ours\n");
        TestRepository.shell(folder, "ln -s elsewhere tmp");

        var scratch = ScratchFolder.fresh(folder.resolve("tmp"), 1);
        TestRepository.shell(folder, "rmdir tmp/1; ln -s " + elsewhere + " tmp/1");
        scratch.remove();

        assertThat(elsewhere.resolve("x")).hasContent("not ours");
        assertThat(folder.resolve("tmp/1")).doesNotExist();
    }

    @RepeatedTest(20)
    void thoseThatBeginTogetherDoNotTakeEachOthersAway() throws Exception {
        var all = IntStream.rangeClosed(1, 8)
                .mapToObj(number -> (Callable<ScratchFolder>) () -> ScratchFolder.fresh(folder.resolve("tmp"), number))
                .toList();

        try (var threads = Executors.newFixedThreadPool(all.size())) {
            for (var made : threads.invokeAll(all)) {
                assertThat(made.get().path()).isEmptyDirectory();
            }
        }
    }
}
