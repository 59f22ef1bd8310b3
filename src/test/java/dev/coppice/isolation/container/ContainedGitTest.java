package dev.coppice.isolation.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.git.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Git in a container works as in a worktree, and reaches nothing of the user's repository but to read its objects. */
class ContainedGitTest {

    @TempDir
    Path folder;

    private AContainedWorktree work;

    @BeforeEach
    void prepare() throws IOException {
        work = new AContainedWorktree(folder.toRealPath(), TestEngine.require(), Map.of());
        work.repository.git("branch", "other");
        work.repository.git("tag", "v1");
        work.repository.git("config", "http.extraheader", "Authorization: secret-token");
    }

    @Test
    void statusLogAndCommitWorkAndCommandsOfOneAttemptBuildOnEachOther() {
        assertThat(work.demand("git status --porcelain; git log --format=%s; git branch --list"))
                .contains("first", "main", "other");

        work.demand("echo more >> a.txt; git commit -qam second; git tag mine");

        assertThat(work.demand("git log --format=%s mine")).isEqualTo("second\nfirst");
        assertThat(work.worktree.resolve("a.txt")).content().endsWith("more\n");
    }

    @Test
    void nothingOfItReachesTheUsersRepository() throws IOException {
        var before = work.repository.belongings().toString();

        work.demand("""
                git commit -q --allow-empty -m planted
                git branch -f main; git branch -D other; git update-ref refs/heads/planted HEAD; git tag -d v1
                git config core.fsmonitor 'touch /tmp/owned'; git config core.hooksPath "$PWD"
                mkdir -p "$(git rev-parse --git-dir)/hooks"
                printf '#!/bin/sh\\ntouch owned' > "$(git rev-parse --git-dir)/hooks/post-checkout"
                git gc -q --prune=now || true
                echo x > '%1$s/.git/hooks/post-commit' || true
                rm -rf '%1$s/.git/objects' '%1$s/.git/refs' || true
                git stash || true
                """.formatted(work.repository.directory()));

        assertThat(work.repository.belongings().toString()).isEqualTo(before);
        assertThat(work.repository.git("fsck", "--strict")).doesNotContain("missing");
        assertThat(work.repository.directory().resolve(".git/hooks/post-commit"))
                .doesNotExist();
        assertThat(TestRepository.git(work.worktree, "log", "--format=%s")).isEqualTo("first");
    }

    @Test
    void theUsersSettingsAreNotShown() {
        assertThat(work.demand("git config --list")).contains("core.bare=false").doesNotContain("secret-token");
    }

    @Test
    void whereCoppiceHasMovedTheWorktreeGitSaysSo() {
        work.demand("git commit -q --allow-empty -m 'of before'");
        work.repository.write("landed.txt", "landed\n");
        work.repository.commitAll("landed meanwhile");
        TestRepository.git(work.worktree, "checkout", "-q", "--detach", "main");

        assertThat(work.demand("git log -1 --format=%s; git status --porcelain"))
                .isEqualTo("landed meanwhile");
    }

    @Test
    void objectsThatAreBorrowedAreFound() throws IOException {
        var borrower = folder.resolve("borrower");
        TestRepository.git(
                folder, "clone", "-q", "--shared", work.repository.directory().toString(), borrower.toString());
        var other = new GitViewOf(borrower);

        assertThat(other.mounts())
                .contains(
                        Mount.readable(work.repository.directory().toRealPath().resolve(".git/objects")));
    }

    /** The mounts of a worktree of another repository. */
    private record GitViewOf(Path repository) {

        List<Mount> mounts() throws IOException {
            var worktree = repository.resolveSibling("its worktree");
            TestRepository.git(repository, "worktree", "add", "-q", "--detach", worktree.toString());
            var opened = switch (GitRepository.open(repository)) {
                case Opening.Opened(var it) -> it;
                case Opening.Refused(var reason) -> throw new AssertionError(reason);
            };
            var attempt = AttemptFolder.make(repository.resolveSibling("own"), "another", TestEngine.engine());
            return new GitView(opened, attempt).mounts(worktree);
        }
    }
}
