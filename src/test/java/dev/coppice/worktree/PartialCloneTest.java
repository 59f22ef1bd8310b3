package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.TestRepository;
import dev.coppice.project.CleanPolicy;
import dev.coppice.project.WorktreeSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clone of the user's that lacks objects until they are needed. */
class PartialCloneTest {

    @TempDir
    Path folder;

    private TestRepository origin;

    @BeforeEach
    void makeOrigin() {
        origin = TestRepository.create(folder.resolve("origin"));
        origin.write("docs/d.md", "docs\n");
        origin.write(".coppice.yaml", "sparse: src\n");
        origin.commitAll("more");
        origin.git("config", "uploadpack.allowFilter", "true");
        origin.git("config", "uploadpack.allowAnySHA1InWant", "true");
    }

    private TestRepository cloned(String filter) {
        TestRepository.git(
                folder, "clone", "-q", "--no-checkout", "--filter=" + filter, "file://" + origin.directory(), "clone");
        return TestRepository.at(folder.resolve("clone"));
    }

    private static int missing(TestRepository clone) {
        return (int) clone.git("rev-list", "--objects", "--all", "--missing=print")
                .lines()
                .filter(line -> line.startsWith("?"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"blob:none", "tree:0"})
    void whatAWorktreeNeedsIsFetched(String filter) throws Exception {
        var clone = cloned(filter);
        int before = missing(clone);
        GitRepository repository = clone.open();
        assertThat(before).isPositive();

        try (var pool = new WorktreePool(repository, folder.resolve("pool"), 1);
                var lease = pool.lease(clone.head())) {
            assertThat(lease.directory().resolve("docs/d.md")).hasContent("docs");
            TestRepository.shell(lease.directory(), "echo two > a.txt");
            assertThat(lease.snapshot()).isInstanceOf(WorkSnapshot.Changed.class);
        }
        assertThat(missing(clone)).isLessThan(before);
    }

    @Test
    void whereNotAllIsCheckedOutTheRestIsNotFetched() throws Exception {
        var clone = cloned("blob:none");
        var only = new WorktreeSettings(
                List.of(), List.of(), List.of(), List.of(), List.of("src"), CleanPolicy.EVERYTHING);

        try (var pool = new WorktreePool(clone.open(), folder.resolve("pool"), 1);
                var lease = pool.lease(clone.head(), only)) {
            TestRepository.shell(lease.directory(), "echo two > src/b.txt");
            assertThat(lease.snapshot()).isInstanceOf(WorkSnapshot.Changed.class);
        }

        assertThat(missing(clone)).isEqualTo(1);
    }

    @Test
    void aFileThatCannotBeFetchedIsAFailureAndNotAFileThatIsNotThere() throws Exception {
        var clone = cloned("blob:none");
        var history = clone.open().history();
        assertThat(history.file(clone.head(), "no/such")).isEmpty();
        Files.move(origin.directory(), folder.resolve("away"));

        assertThatThrownBy(() -> history.file(clone.head(), ".coppice.yaml")).isInstanceOf(GitFailure.class);

        Files.move(folder.resolve("away"), origin.directory());
        assertThat(history.file(clone.head(), ".coppice.yaml").map(file -> new String(file, StandardCharsets.UTF_8)))
                .contains("sparse: src\n");
    }
}
