package dev.coppice.worktree;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskUsesTest {

    @TempDir
    Path folder;

    private Path worktree(String name, int files) throws IOException {
        var worktree = Files.createDirectories(folder.resolve(name));
        for (int i = 0; i < files; i++) {
            Files.write(
                    Files.createDirectories(worktree.resolve("folder" + i % 3)).resolve("file" + i), new byte[5000]);
        }
        return worktree;
    }

    @Test
    void itIsMeasuredOnceItIsAskedForWhileNobodyWaits() throws IOException {
        var uses = new DiskUses();
        var small = worktree("1", 3);
        var large = worktree("2", 30);

        assertThat(uses.of(List.of(small, large))).isEmpty();

        await().until(() -> uses.of(List.of(small, large)).size() == 2);
        var found = uses.of(List.of(small, large));
        assertThat(found.get(small).files()).isEqualTo(3);
        assertThat(found.get(large).files()).isEqualTo(30);
        assertThat(found.get(large).bytes()).isBetween(30 * 5000L, 30 * 16_384L);
        assertThat(found.get(large).isComplete()).isTrue();
        assertThat(uses.of(List.of(small))).containsOnlyKeys(small);
    }

    @Test
    void linksLeadNowhereAndWhatCannotBeReadIsToldAsMore() throws IOException {
        var outside = worktree("outside", 20);
        var worktree = worktree("1", 1);
        Files.createSymbolicLink(worktree.resolve("link"), outside);
        assertThat(DiskUseWalk.over(worktree, () -> false).files()).isEqualTo(2);

        var stopped = DiskUseWalk.over(worktree, () -> true);

        assertThat(stopped.isComplete()).isFalse();
        assertThat(stopped.files()).isZero();
    }

    @Test
    void aFolderThatIsDeepOnPurposeEndsNothing() throws IOException {
        var worktree = worktree("1", 1);
        var deep = worktree.resolve("d/".repeat(300));
        Files.createDirectories(deep);
        Files.write(deep.resolve("file"), new byte[1]);

        var use = DiskUseWalk.over(worktree, () -> false);

        assertThat(use.isComplete()).isFalse();
        assertThat(use.files()).isEqualTo(1);
    }

    @Test
    void whatIsNotThereIsNotMeasured() {
        var uses = new DiskUses();
        var gone = folder.resolve("gone");

        uses.of(List.of(gone));

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("worktree-disk-use")));
        assertThat(uses.of(List.of(gone))).isEmpty();
    }
}
