package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.project.CleanPolicy;
import dev.coppice.project.WorktreeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stays of one task for the next, and what a set-up leaves. */
class CleanPolicyTest extends ASuppliedRepository {

    private static final WorktreeSettings KEEPING = setup(CleanPolicy.UNTRACKED);

    private static WorktreeSettings setup(CleanPolicy clean) {
        return new WorktreeSettings(
                List.of("make ready"), List.of("a.txt", "src/*"), List.of(), List.of(), List.of(), clean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo x > left.txt",
                "mkdir sub; echo 'hidden' > sub/.gitignore; echo x > sub/hidden",
                "echo 'hidden' >> .gitignore; echo x > hidden",
                "mkdir -p a/b/c; echo b > a/.gitignore; echo c > a/b/.gitignore; echo x > a/b/c/x",
                "git init -q nested; echo x > nested/x",
                "d=s; mkdir s; for n in 1 2 3 4 5 6 7 8 9 10 11 12 13; do echo \"s\" > $d/.gitignore; d=$d/s; mkdir $d; done; echo x > $d/x"
            })
    void whatCouldBecomePartOfACommitNeverStays(String script) throws Exception {
        try (var lease = lease(KEEPING)) {
            agent(lease, script + "; mkdir -p build; echo kept > build/cache");
        }

        try (var lease = lease(KEEPING)) {
            assertThat(lease.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
        }
    }

    @Test
    void ignoredFilesStayForTheNextTaskAndForChecks() throws Exception {
        try (var lease = lease(KEEPING)) {
            agent(lease, "mkdir build; echo kept > build/cache; echo two > a.txt; echo x > left.txt");
            var work = ((WorkSnapshot.Changed) lease.snapshot()).tree();

            lease.checkOut(work);

            assertThat(lease.directory().resolve("build/cache")).hasContent("kept");
        }
        try (var lease = lease(KEEPING)) {
            assertThat(lease.directory().resolve("build/cache")).hasContent("kept");
        }
        try (var lease = lease(setup(CleanPolicy.EVERYTHING))) {
            assertThat(lease.directory().resolve("build")).doesNotExist();
        }
    }

    @Test
    void whatTheNextCommitIgnoresNoMoreDoesNotBecomeTheNextTasksWork() throws IOException {
        user.write(".gitignore", ".env\nnode_modules/\nconfig/*.local\n");
        var later = user.commitAll("ignore less");
        var worktree = new PooledWorktree(
                repository, new WorktreePlace(folder.resolve("other").toAbsolutePath(), 1));
        worktree.prepare(new WorktreeGoal(base, KEEPING));
        Files.createDirectory(worktree.directory().resolve("build"));
        Files.writeString(worktree.directory().resolve("build/cache"), "left by a task\n");

        worktree.prepare(new WorktreeGoal(later, KEEPING));

        assertThat(new Snapshotter(worktree, List.of()).take(later)).isEqualTo(new WorkSnapshot.Unchanged());
        worktree.remove();
    }

    @Test
    void aSetUpHoldsUntilWhatItDependsOnChanges() throws Exception {
        try (var lease = lease(KEEPING)) {
            assertThat(lease.isSetUp()).isFalse();
            lease.markSetUp();
            assertThat(lease.isSetUp()).isTrue();
        }
        user.write("unrelated.txt", "x\n");
        var unrelated = user.commitAll("unrelated");
        try (var lease = pool.lease(unrelated, KEEPING)) {
            assertThat(lease.isSetUp()).isTrue();
            agent(lease, "echo changed > src/b.txt");
            lease.checkOut(((WorkSnapshot.Changed) lease.snapshot()).tree());
            assertThat(lease.isSetUp()).isFalse();
        }
    }

    @Test
    void aSetUpIsForgottenWithTheFilesThatItLeft() throws Exception {
        try (var lease = lease(KEEPING)) {
            lease.markSetUp();
        }
        try (var lease = lease(setup(CleanPolicy.EVERYTHING))) {
            assertThat(lease.isSetUp()).isFalse();
            lease.markSetUp();
            lease.checkOut(base);
            assertThat(lease.isSetUp()).isFalse();
        }
        try (var lease = lease(KEEPING)) {
            assertThat(lease.isSetUp()).isFalse();
        }
    }

    @Test
    void otherCommandsAreAnotherSetUp() throws Exception {
        var other = new WorktreeSettings(
                List.of("make", "ready"),
                KEEPING.setupInputs(),
                List.of(),
                List.of(),
                List.of(),
                CleanPolicy.UNTRACKED);
        try (var lease = lease(KEEPING)) {
            lease.markSetUp();
        }

        try (var lease = lease(other)) {
            assertThat(lease.isSetUp()).isFalse();
        }
    }

    @Test
    void whatASetUpLeavesThatIsNotIgnoredIsTakenAway() throws Exception {
        var settings = settings(List.of(".env"), List.of("node_modules"), CleanPolicy.EVERYTHING);
        try (var lease = lease(settings)) {
            agent(
                    lease,
                    "echo generated > new.txt; echo changed > a.txt; mkdir build; echo out > build/out; echo PORT=1 >> .env");

            lease.settle();

            assertThat(lease.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
            assertThat(lease.directory().resolve("build/out")).hasContent("out");
            assertThat(lease.directory().resolve(".env")).hasContent("SECRET=1\nPORT=1");
            assertThat(lease.directory().resolve("node_modules/left-pad")).isDirectory();
        }
    }
}
