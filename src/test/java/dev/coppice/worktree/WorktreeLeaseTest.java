package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.CommitMessage;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.TestRepository;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorktreeLeaseTest {

    @TempDir
    Path folder;

    private TestRepository user;
    private GitRepository repository;
    private CommitId base;
    private WorktreePool pool;
    private WorktreeLease lease;

    @BeforeEach
    void borrow() throws InterruptedException {
        user = TestRepository.create(folder.resolve("user"));
        repository = user.open();
        base = user.head();
        pool = new WorktreePool(repository, folder.resolve("pool"), 1);
        lease = pool.lease(base);
    }

    @AfterEach
    void giveBack() {
        lease.close();
        pool.close();
    }

    private void agent(String script) {
        TestRepository.shell(lease.directory(), script);
    }

    private List<String> changedPaths() {
        return lease.snapshot() instanceof WorkSnapshot.Changed(var _, var paths) ? paths : List.of();
    }

    private TreeId tree() {
        return lease.snapshot() instanceof WorkSnapshot.Changed(var tree, var _)
                ? tree
                : repository.history().treeOf(base);
    }

    @Test
    void nothingDoneIsUnchanged() {
        assertThat(lease.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
    }

    @Test
    void filesTouchedChangedAndChangedBackAreUnchanged() {
        agent("touch a.txt; echo x >> src/b.txt; git commit -qam x; git revert -n HEAD; echo bee > src/b.txt");

        assertThat(lease.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
    }

    @Test
    void theWorkIsEveryChangeThatIsNotIgnored() {
        agent("echo x > new; rm a.txt; mv src/b.txt src/c.txt; mkdir build; echo y > build/out; echo z > t.log");

        assertThat(changedPaths()).containsExactlyInAnyOrder("a.txt", "new", "src/b.txt", "src/c.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git add a.txt && git commit -qm own",
                "git add a.txt && git commit -q --amend -m amended",
                "git checkout -q -b agents-own && git commit -qam own && git checkout -q --detach HEAD~1 && echo two > a.txt",
                "git checkout -q -b other && git commit -qam own",
                "git checkout -q --orphan orphan && git commit -qm orphan",
                "git reset -q --soft HEAD && rm -f \"$(git rev-parse --git-dir)/index\"",
                "rm -rf .git",
                "rm -rf .git && git init -q . && git add -A && git commit -qm fresh",
                "printf garbage > .git",
                "printf garbage > \"$(git rev-parse --git-dir)/index\"",
                "printf garbage > \"$(git rev-parse --git-dir)/HEAD\"",
                "touch \"$(git rev-parse --git-dir)/index.lock\"",
                "rm -rf \"$(git rev-parse --git-dir)\"",
                "chmod 555 src; chmod 555 .",
                "git update-index --assume-unchanged a.txt",
                "git update-index --skip-worktree a.txt",
                "git stash -q && git stash pop -q",
                "git rebase -q --exec false HEAD~0 || true",
                "git config --local core.worktree /nowhere && git config --local --unset core.worktree",
                "chmod 000 a.txt",
                "git bisect start && git bisect bad"
            })
    void theWorkIsTheSameHoweverTheAgentGotThere(String detour) {
        agent("echo two > a.txt");
        var expected = tree();

        agent(detour);

        assertThat(tree()).isEqualTo(expected);
        assertThat(changedPaths()).containsExactly("a.txt");
        assertThat(user.git("status", "--porcelain")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm -rf .git",
                "rm -rf .git && git init -q . && git add -A && git commit -qm fresh",
                "rm .git && ln -s /etc .git",
                "printf 'gitdir: ../../user/.git' > .git",
                "git checkout -q -b own && echo x >> a.txt && git commit -qam own",
                "git symbolic-ref HEAD refs/heads/main",
                "g=$(git rev-parse --git-dir); printf x > $g/index; printf y > $g/HEAD; printf z > $g/commondir",
                "g=$(git rev-parse --git-dir); rm -rf $g",
                "g=$(git rev-parse --git-dir); touch $g/index.lock $g/HEAD.lock $g/locked; mkdir -p $g/rebase-merge",
                "g=$(git rev-parse --git-dir); rm $g/index; mkdir $g/index",
                "git update-index --skip-worktree a.txt; rm a.txt",
                "git init -q sub; git init -q sub/sub; touch sub/x; mkdir -p deep/er; chmod 000 deep",
                "chmod 000 src; chmod 555 .",
                "chmod 000 .",
                "rm a.txt; mkdir a.txt; touch a.txt/x; rm -r src; ln -s /etc src",
                "mkfifo pipe; ln -s nowhere dangling",
                "d=$PWD; cd ..; rm -rf $d; ln -s /etc $d",
                "d=$PWD; cd ..; rm -rf $d; echo file > $d",
                "printf x > ../1.index; touch ../1.index.lock",
                "echo x > a.txt; git commit -qam 1; git checkout -q HEAD~1; echo y > a.txt; git commit -qam 2;"
                        + " git rebase -q HEAD@{2} || true",
                "git sparse-checkout set --no-cone src; echo '*.txt' > \"$(git rev-parse --git-path info/exclude)\"",
            })
    void whateverAnAgentDidTheNextOneStartsClean(String havoc) throws InterruptedException {
        var before = user.belongings();
        var etc = Files.exists(Path.of("/etc/hostname"));
        agent(havoc);

        lease.close();
        lease = pool.lease(base);

        assertThat(TestRepository.git(lease.directory(), "rev-parse", "HEAD")).isEqualTo(base.sha());
        assertThat(TestRepository.git(lease.directory(), "status", "--porcelain", "--ignored"))
                .isEmpty();
        assertThat(TestRepository.git(lease.directory(), "ls-files")).hasLineCount(3);
        assertThat(lease.directory().resolve("a.txt")).hasContent("one\ntwo\nthree\n");
        assertThat(lease.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
        assertThat(user.belongings().get("index")).isEqualTo(before.get("index"));
        assertThat(user.belongings().get("HEAD")).isEqualTo(before.get("HEAD"));
        assertThat(Files.exists(Path.of("/etc/hostname"))).isEqualTo(etc);
    }

    @Test
    void repositoriesInsideTheWorktreeAreReported() {
        agent("git init -q empty; git init -q sub/full; cd sub/full; echo x > x; git add x; git commit -qm x");

        assertThat(lease.snapshot())
                .isInstanceOfSatisfying(
                        WorkSnapshot.NestedRepositories.class,
                        nested -> assertThat(nested.paths()).contains("sub/full"));
    }

    @Test
    void aRepositoryWithACommitDoesNotBecomeALink() {
        agent("git init -q full; cd full; echo x > x; git add x; git commit -qm x");

        assertThat(lease.snapshot()).isEqualTo(new WorkSnapshot.NestedRepositories(List.of("full")));
    }

    @Test
    void repositoriesInIgnoredFoldersDoNotMatter() {
        agent("git init -q build/dependency; echo two > a.txt");

        assertThat(changedPaths()).containsExactly("a.txt");
    }

    @Test
    void fileNamesMayHoldAnything() {
        agent(
                "printf x > 'with space'; printf x > 'quo\"te'; printf x > \"$(printf 'new\\nline')\";"
                        + " printf x > '-rf'; printf x > 'a:b'; printf x > '*'; printf x > \"$(printf '\\303\\274n\\303\\257')\"");

        assertThat(changedPaths())
                .containsExactlyInAnyOrder("with space", "quo\"te", "new\nline", "-rf", "a:b", "*", "ünï");
    }

    @Test
    void whatChecksLeaveBehindIsGoneBeforeTheWorkLands() throws IOException {
        agent("echo two > a.txt");
        var work = tree();
        lease.checkOut(work);
        agent(
                "echo polluted > a.txt; echo x > report.txt; mkdir build; echo y > build/out; git add -A; git commit -qm evil");

        lease.checkOut(work);

        assertThat(lease.directory().resolve("a.txt")).hasContent("two");
        assertThat(lease.directory().resolve("report.txt")).doesNotExist();
        assertThat(lease.directory().resolve("build")).doesNotExist();
        assertThat(tree()).isEqualTo(work);
    }

    @Test
    void aCheckoutMayKeepWhatIsIgnored() {
        agent("echo two > a.txt; mkdir build; echo cache > build/out; echo x > untracked");
        var work = tree();
        agent("echo dirt > dirt");

        lease.checkOut(work, Cleaning.KEEP_IGNORED);

        assertThat(lease.directory().resolve("build/out")).hasContent("cache");
        assertThat(lease.directory().resolve("dirt")).doesNotExist();
        assertThat(lease.directory().resolve("untracked")).exists();
    }

    @Test
    void anAttemptsWorkIsKeptAsACommitOnItsBase() {
        agent("echo two > a.txt");
        var refs = new ExecutionRefs(new ExecutionId("exec_12345678"));
        var task = new TaskNumber("1.1");
        var message = CommitMessage.of(refs.execution(), task, 1, "Title", "");

        var commit = lease.commit(refs.attempt(task, 1), tree(), message);

        assertThat(user.git("rev-parse", "refs/coppice/exec_12345678/task/1.1/1"))
                .isEqualTo(commit.sha());
        assertThat(user.git("rev-parse", commit + "^")).isEqualTo(base.sha());
        assertThat(user.git(
                        "log", "-1", "--format=%an <%ae> %cn%n%(trailers:key=Coppice-Task,valueonly)", commit.sha()))
                .isEqualTo("Coppice <coppice@noreply.invalid> Coppice\n1.1");
        assertThat(user.git("show", commit + ":a.txt")).isEqualTo("two");
    }
}
