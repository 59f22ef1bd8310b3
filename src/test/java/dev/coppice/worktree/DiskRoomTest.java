package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.git.GitFailure;
import dev.coppice.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRoomTest {

    private static final long MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void tooLittleIsShortUntilThereIsEnoughAgain() {
        var free = new AtomicLong(10 * MEGABYTE);
        var room = new DiskRoom(folder, 5 * MEGABYTE, free::get);

        assertThat(room.isShort()).isFalse();
        free.set(5 * MEGABYTE - 1);
        assertThat(room.isShort()).isTrue();
        assertThat(room.words()).contains("4 MB free at " + folder, "5 MB are needed", "coppice.worktree.min-free");
        free.set(5 * MEGABYTE);
        assertThat(room.isShort()).isFalse();
    }

    @Test
    void aFailureIsTheDisksOnlyIfItSaysSoAndTheDiskIsFull() {
        var free = new AtomicLong(0);
        var room = new DiskRoom(folder, MEGABYTE, free::get);

        assertThat(room.explains("exit code 1: write: No space left on device")).isTrue();
        assertThat(room.explains("exit code 1: two tests failed")).isFalse();
        free.set(MEGABYTE);
        assertThat(room.explains("exit code 1: write: No space left on device")).isFalse();
    }

    @Test
    void aFolderThatIsNotThereYetLiesOnItsParentsDisk() {
        assertThat(DiskRoom.at(folder.resolve("not/there"), 1).isShort()).isFalse();
        assertThat(DiskRoom.at(folder.resolve("not/there"), Long.MAX_VALUE).isShort())
                .isTrue();
    }

    @Test
    void onADiskThatIsReallyFullGitFailsAsTheDiskDoesAndGoesOnOnceThereIsRoom() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                isRun("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()), "a disk can be mounted here");
        try {
            var user = TestRepository.create(folder.resolve("user"));
            Files.write(user.directory().resolve("large.bin"), threeMegabytes());
            var base = user.commitAll("large");
            var room = DiskRoom.at(disk, 2 * MEGABYTE);
            Files.write(disk.resolve("filler"), threeMegabytes());

            try (var pool = new WorktreePool(user.open(), disk.resolve("pool"), 1)) {
                assertThatThrownBy(() -> pool.lease(base))
                        .isInstanceOfSatisfying(
                                GitFailure.class,
                                failure -> assertThat(failure.kind()).isEqualTo(GitFailure.Kind.DISK_FULL));
                assertThat(room.isShort()).isTrue();

                Files.delete(disk.resolve("filler"));
                pool.lease(base).close();
            }
        } finally {
            isRun("umount", "-l", disk.toString());
        }
    }

    /** Not of zeros, which git leaves out as holes. */
    private static byte[] threeMegabytes() {
        var bytes = new byte[(int) (3 * MEGABYTE)];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static boolean isRun(String... line) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(List.of(line))
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
