package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.TestRepository;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an agent does to the user's checkout, its user's files are as they were, and its own are kept. */
class LocalHavocTest extends AUsersCheckout {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "git add -A -f",
                "git add -A -f; git commit -qm all",
                "rm .gitignore",
                "rm .gitignore; git add -A; git commit -qm all",
                "printf '!.env\\n!node_modules\\n!*.log\\n!build/\\n' > .gitignore; git add -A",
                "git checkout -q -b other; git commit -qm own --allow-empty",
                "git checkout -q main; echo x > a.txt; git commit -qam own; git reset -q --hard HEAD~1",
                "git reset -q --hard; git clean -fdq",
                "git stash -q -u || true",
                "rm .git/index",
                "printf garbage > .git/index",
                "printf garbage > .git/HEAD",
                "rm .git/HEAD",
                "touch -d '1 minute ago' .git/index.lock .git/HEAD.lock",
                "git update-index --assume-unchanged a.txt; git update-index --skip-worktree src/b.txt; echo x > src/b.txt",
                "rm -r src/b.txt; ln -s /etc src/b.txt; ln -s nowhere dangling",
                "rm a.txt; mkdir a.txt; echo x > a.txt/x",
                "chmod 444 a.txt; chmod 555 src; mkdir locked; echo x > locked/x; chmod 555 locked",
                "chmod +x a.txt",
                "printf x > 'with space'; printf x > \"$(printf 'new\\nline')\"; printf x > -- -rf || printf x > ./-rf; printf x > '*';"
                        + " printf x > \"$(printf 'latin\\351')\"",
                "mkfifo pipe",
                "git init -q sub2; rm -rf sub2",
                "git sparse-checkout set --no-cone '/a.txt'; git sparse-checkout disable",
                "git config core.autocrlf true; printf 'a\\r\\nb\\r\\n' > a.txt; git config --unset core.autocrlf",
                "echo '*.tmp' >> .gitignore; echo x > hidden.tmp",
                "echo b > a.txt; git commit -qam b; git checkout -q HEAD~1; echo c > a.txt; git commit -qam c;"
                        + " git rebase -q HEAD@{2} || true",
                "git merge -q --no-commit --no-ff HEAD || true; git bisect start; git bisect bad; git checkout -q --detach",
            })
    void whateverAnAgentDidItsUserFindsEveryFileAsItWas(String havoc) {
        try (var _ = sample.open()) {
            sample.agent(havoc);
        }

        sample.checkout.giveBack();

        sample.agent("rm -f pipe");
        assertHome();
        var kept = sample.user.git(
                "for-each-ref", "--format=%(objectname)", sample.lastAttempt().name());
        assertThat(kept.isEmpty() ? "" : sample.user.git("ls-tree", "-r", "--name-only", kept))
                .doesNotContain(".env", "node_modules", "build", ".log");
    }

    @Test
    void repositoriesThatAnAgentMadeStayAndEverythingElseIsKept() {
        try (var workspace = sample.open()) {
            sample.agent("git init -q inner; cd inner; echo x > x; git add x; git commit -qm x; cd ..; echo y > y.txt");
            assertThat(workspace.snapshot()).isEqualTo(new WorkSnapshot.NestedRepositories(List.of("inner")));
        }

        assertThat(sample.user.git("show", sample.lastAttempt() + ":y.txt")).isEqualTo("y");
        assertThat(sample.user.directory().resolve("inner/x")).hasContent("x");
        assertThat(sample.user.directory().resolve("y.txt")).doesNotExist();
        assertThat(refused()).contains("inner");
    }

    @Test
    void aSubmodulesFilesAreNeverTouched() {
        var other = TestRepository.create(folder.resolve("other"));
        sample.user.git(
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "add",
                "-q",
                other.directory().toString(),
                "sub");
        sample.user.git("commit", "-qm", "sub");
        sample.land(sample.user.head());
        before = sample.files();
        try (var workspace = sample.open()) {
            sample.agent("echo new > new.txt");
            sample.land(sample.keep(workspace));
        }
        try (var workspace = sample.open()) {
            sample.agent("cd sub; echo z > z.txt; git add z.txt; git commit -qm z; cd ..; echo other > other.txt");
            assertThat(workspace.snapshot()).isInstanceOf(WorkSnapshot.NestedRepositories.class);
        }

        assertThat(sample.user.git("show", sample.lastAttempt() + ":other.txt")).isEqualTo("other");
        assertThat(sample.user.directory().resolve("sub/z.txt")).hasContent("z");
        assertThat(refused()).contains("sub");
        sample.agent("cd sub; git reset -q --hard HEAD~1");
        assertThat(sample.checkout.giveBack()).isEqualTo(new GiveBack.Returned("main"));
        assertThat(sample.files()).isEqualTo(before);
    }

    @Test
    void whatGitStashedAwayForARebaseThatNeverEndedIsKept() {
        try (var _ = sample.open()) {
            sample.agent("echo 1 > a.txt; git commit -qam 1; echo unfinished > src/b.txt;"
                    + " git rebase -q --autostash --exec false HEAD~1 || true");
        }
        sample.checkout.giveBack();

        var kept = sample.user.git("for-each-ref", "--format=%(refname)", "refs/coppice/*/kept/*");
        assertThat(sample.user.git("show", kept + ":src/b.txt")).isEqualTo("unfinished");
        assertHome();
    }
}
