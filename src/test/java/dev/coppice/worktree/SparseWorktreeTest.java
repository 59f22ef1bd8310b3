package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.GitRepository;
import dev.coppice.git.TestRepository;
import dev.coppice.project.CleanPolicy;
import dev.coppice.project.WorktreeSettings;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worktrees that hold a few folders of a large repository. */
class SparseWorktreeTest {

    @TempDir
    Path folder;

    private TestRepository user;
    private GitRepository repository;
    private CommitId base;
    private WorktreePool pool;

    @BeforeEach
    void makeRepository() {
        user = TestRepository.create(folder.resolve("user"));
        for (var path :
                List.of("app/web/x.js", "app/api/y.js", "docs/d.md", "tools/t.sh", "we?rd [x]/w", "wexrd [x]/no")) {
            user.write(path, path + "\n");
        }
        base = user.commitAll("more");
        repository = user.open();
        pool = new WorktreePool(repository, folder.resolve("pool"), 1);
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    private static WorktreeSettings only(String... folders) {
        return new WorktreeSettings(
                List.of(), List.of(), List.of(), List.of(), List.of(folders), CleanPolicy.EVERYTHING);
    }

    private WorktreeLease lease(String... folders) throws InterruptedException {
        return pool.lease(base, only(folders));
    }

    private static void agent(WorktreeLease lease, String script) {
        TestRepository.shell(lease.directory(), script);
    }

    private static WorkSnapshot.Changed work(WorktreeLease lease) {
        return (WorkSnapshot.Changed) lease.snapshot();
    }

    private static List<String> files(WorktreeLease lease) throws IOException {
        try (Stream<Path> files = Files.walk(lease.directory())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> lease.directory().relativize(file).toString())
                    .filter(file -> !file.equals(".git"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void onlyTheNamedFoldersAndTheFilesAtTheTopAreThere() throws Exception {
        try (var lease = lease("app/web", "we?rd [x]")) {
            assertThat(files(lease)).containsExactly(".gitignore", "a.txt", "app/web/x.js", "we?rd [x]/w");
            assertThat(TestRepository.git(lease.directory(), "status", "--porcelain"))
                    .isEmpty();
            assertThat(lease.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
        }
    }

    @Test
    void filesOutsideAreNotDeletedByATasksWork() throws Exception {
        try (var lease = lease("app/web")) {
            agent(lease, "echo new > app/web/x.js; git rm -q a.txt; git commit -qam own");

            assertThat(work(lease).paths()).containsExactly("a.txt", "app/web/x.js");
            assertThat(user.git(
                            "ls-tree", "-r", "--name-only", work(lease).tree().sha()))
                    .contains("docs/d.md", "app/api/y.js", "src/b.txt");
        }
    }

    @Test
    void whatATaskMakesOutsideCountsAndIsThereWhenItIsChecked() throws Exception {
        try (var lease = lease("app/web")) {
            agent(lease, "mkdir docs tools; echo new > docs/new.md; echo changed > tools/t.sh; echo x > app/web/x.js");
            var work = work(lease);
            assertThat(work.paths()).containsExactly("app/web/x.js", "docs/new.md", "tools/t.sh");

            lease.checkOut(work.tree());

            assertThat(lease.directory().resolve("docs/new.md")).hasContent("new");
            assertThat(lease.directory().resolve("tools/t.sh")).hasContent("changed");
            assertThat(lease.directory().resolve("docs/d.md")).doesNotExist();
            assertThat(work(lease)).isEqualTo(work);
        }
    }

    @Test
    void theNextTaskFindsNothingOfItWhateverTheAgentDid() throws Exception {
        try (var lease = lease("app/web")) {
            agent(
                    lease,
                    "mkdir docs tools; echo new > docs/d.md; echo changed > tools/t.sh; echo u > tools/u; git add -A --sparse || true;"
                            + " git sparse-checkout disable || true; echo again > docs/d.md; git commit -qam own || true");
        }

        try (var lease = lease("app/web")) {
            assertThat(files(lease)).containsExactly(".gitignore", "a.txt", "app/web/x.js");
            assertThat(lease.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
        }
    }

    @Test
    void foldersMayDifferFromExecutionToExecution() throws Exception {
        try (var lease = lease("app/web")) {
            agent(lease, "echo x > app/web/x.js");
        }
        try (var lease = lease("docs")) {
            assertThat(files(lease)).containsExactly(".gitignore", "a.txt", "docs/d.md");
        }
        try (var lease = pool.lease(base)) {
            assertThat(files(lease)).contains("app/api/y.js", "docs/d.md", "src/b.txt", "tools/t.sh");
            assertThat(lease.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
        }
        try (var lease = lease("docs")) {
            assertThat(files(lease)).containsExactly(".gitignore", "a.txt", "docs/d.md");
        }
    }

    @Test
    void anIdleOneIsBroughtForwardAndStaysSparse() throws Exception {
        user.write("docs/later.md", "later\n");
        user.write("app/api/later.js", "later\n");
        var later = user.commitAll("later");
        lease("docs").close();

        try (var lease = pool.lease(later, only("docs"))) {
            assertThat(files(lease)).containsExactly(".gitignore", "a.txt", "docs/d.md", "docs/later.md");
        }
    }

    @Test
    void anotherProcessKnowsThatTheIndexIsSparse() throws Exception {
        lease("docs").close();
        pool.close();
        pool = new WorktreePool(repository, folder.resolve("pool"), 1);

        try (var lease = pool.lease(base)) {
            assertThat(files(lease)).contains("app/api/y.js", "docs/d.md", "src/b.txt");
        }
    }

    @Test
    void aFolderThatIsNotThereLeavesTheTop() throws Exception {
        try (var lease = lease("no/such")) {
            assertThat(files(lease)).containsExactly(".gitignore", "a.txt");
        }
    }

    @Test
    void theUsersConfigurationIsNotTouched() throws Exception {
        var before = user.belongings();

        lease("docs").close();

        assertThat(user.belongings()).isEqualTo(before);
    }
}
