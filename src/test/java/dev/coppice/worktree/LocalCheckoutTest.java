package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.TestRepository;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything in the user's checkout is as it was, or reachable from a ref, whatever an agent or its user does. */
class LocalCheckoutTest {

    @TempDir
    Path folder;

    private LocalSample sample;
    private Map<String, String> before;

    @BeforeEach
    void prepare() {
        sample = new LocalSample(folder);
        before = sample.files();
    }

    @AfterEach
    void close() {
        sample.close();
    }

    private String refused() {
        return sample.tryOpen() instanceof WorkspaceOpening.Refused(var reason, var detail)
                ? reason + ": " + detail
                : "";
    }

    private void assertHome() {
        assertThat(sample.branch()).isEqualTo("main");
        assertThat(sample.status()).isEmpty();
        assertThat(sample.files()).isEqualTo(before);
        assertThat(sample.stay().journalFile()).doesNotExist();
    }

    @Test
    void workThatLandedIsOnTheResultAndTheUserIsBackWithEveryFileAsItWas() {
        try (var workspace = sample.open()) {
            sample.agent("echo new > new.txt; rm a.txt; echo two > src/b.txt");
            sample.land(sample.keep(workspace));
        }
        assertThat(sample.user.git("rev-parse", "HEAD")).isEqualTo(sample.tip().sha());
        assertThat(sample.status()).isEmpty();

        var returned = sample.checkout.giveBack();

        assertThat(returned).isEqualTo(new GiveBack.Returned("main"));
        assertHome();
        assertThat(sample.user.git("show", sample.tip() + ":new.txt")).isEqualTo("new");
    }

    @Test
    void theNextAttemptStartsOnTheResult() {
        try (var workspace = sample.open()) {
            sample.agent("echo new > new.txt");
            sample.land(sample.keep(workspace));
        }

        try (var workspace = sample.open()) {
            assertThat(workspace.directory().resolve("new.txt")).hasContent("new");
            assertThat(workspace.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
        }
    }

    @Test
    void failedWorkIsKeptUnderItsRefAndClearedAway() {
        try (var workspace = sample.open()) {
            sample.agent("echo half > half.txt; echo x >> a.txt");
            sample.keep(workspace);
        }
        sample.checkout.giveBack();

        assertHome();
        assertThat(sample.user.git("show", sample.lastAttempt() + ":half.txt")).isEqualTo("half");
    }

    @Test
    void workThatNobodyKeptIsKeptAtTheEnd() {
        try (var _ = sample.open()) {
            sample.agent("echo half > half.txt");
        }
        sample.checkout.giveBack();

        assertHome();
        assertThat(sample.user.git("show", sample.lastAttempt() + ":half.txt")).isEqualTo("half");
    }

    @Test
    void whatChecksLeaveBehindIsKeptOnTopOfTheWorkAndNeverLands() {
        try (var workspace = sample.open()) {
            sample.agent("echo new > new.txt");
            var work = sample.keep(workspace);
            workspace.checkOut(sample.treeOf(work));
            sample.agent("echo report > report.txt; echo polluted > a.txt; echo cache > build/cache");
            sample.land(work);
        }

        assertThat(sample.status()).isEmpty();
        assertThat(sample.user.git("ls-tree", "--name-only", sample.tip().sha()))
                .doesNotContain("report.txt");
        assertThat(sample.user.git("show", sample.lastAttempt() + ":report.txt"))
                .isEqualTo("report");
        assertThat(sample.user.git("rev-parse", sample.lastAttempt() + "^"))
                .isEqualTo(sample.tip().sha());
        assertThat(sample.user.directory().resolve("build/cache")).hasContent("cache");
        sample.agent("rm build/cache");
        sample.checkout.giveBack();
        assertHome();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo edit >> a.txt",
                "echo edit >> a.txt; git add a.txt; git show HEAD:a.txt > a.txt",
                "echo mine > mine.txt",
                "mkdir notes; echo mine > 'notes/\303\274 mine'",
                "git init -q sub; echo x > sub/x",
                "rm a.txt",
                "git rm -q --cached a.txt",
                "chmod +x a.txt",
                "git update-index --assume-unchanged a.txt; echo hidden >> a.txt",
                "git update-index --skip-worktree a.txt; echo hidden >> a.txt",
                "git checkout -q -b side; echo s > a.txt; git commit -qam s; git checkout -q main; echo m > a.txt;"
                        + " git commit -qam m; git merge -q side || true",
                "git checkout -q -b side; echo s > a.txt; git commit -qam s; git checkout -q main; echo m > a.txt;"
                        + " git commit -qam m; git rebase -q side || true",
                "git bisect start; git bisect bad",
                "echo m > a.txt; git stash -q; echo other > a.txt; git commit -qam o; git stash apply -q || true",
                "git sparse-checkout set --no-cone '/a.txt'",
            })
    void anythingUncommittedMeansThatNothingIsTouched(String edit) {
        sample.agent(edit);
        before = sample.files();
        var belongings = sample.user.belongings();

        var refusal = refused();

        assertThat(refusal).startsWith("checkout_dirty: ").contains("my project");
        assertThat(sample.checkout.objection()).isPresent();
        assertThat(sample.files()).isEqualTo(before);
        assertThat(sample.user.belongings()).isEqualTo(belongings);
        assertThat(sample.checkout.giveBack()).isEqualTo(new GiveBack.NotHeld());
        assertThat(sample.user.belongings()).isEqualTo(belongings);
    }

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
    void ignoredPathsAreNoWorkWhateverTheRulesSayLater() {
        try (var workspace = sample.open()) {
            sample.agent(
                    "rm .gitignore; echo new > new.txt; echo more > build/more; echo x > node_modules/added; git add -A -f");

            var work = sample.keep(workspace);

            assertThat(sample.user
                            .git("ls-tree", "-r", "--name-only", work.sha())
                            .lines())
                    .containsExactly("a.txt", "new.txt", "src/b.txt");
            sample.land(work);
        }
        assertThat(sample.status()).contains("?? .env");
        try (var workspace = sample.open()) {
            assertThat(workspace.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
            sample.agent("echo two > two.txt");
            sample.land(sample.keep(workspace));
        }
        sample.checkout.giveBack();

        sample.agent("rm build/more node_modules/added");
        assertHome();
    }

    @ParameterizedTest
    @ValueSource(strings = {".env", "build/out", "node_modules", "build", "src/deep/trace.log", "src/deep"})
    void aResultThatHoldsAPathOfAnIgnoredFileIsRefused(String path) {
        sample.user.git("checkout", "-q", "-b", "theirs");
        sample.agent("mkdir ../aside; mv .env build node_modules src/deep ../aside; mkdir -p $(dirname '" + path
                + "'); echo theirs > '" + path + "'; git add -f '" + path
                + "'; git commit -qm theirs; git checkout -q main;"
                + " mv ../aside/.env ../aside/build ../aside/node_modules .; mkdir -p src; mv ../aside/deep src");
        sample.land(new dev.coppice.task.CommitId(sample.user.git("rev-parse", "theirs")));

        var refusal = refused();

        assertThat(refusal).startsWith("checkout_blocked: ");
        assertHome();
    }

    @Test
    void aFileOfTheUsersThatGetsInTheWayLaterStaysAndTheUserIsTold() {
        try (var workspace = sample.open()) {
            sample.agent("echo x > a.log; git add -f a.log");
            sample.agent("printf 'build/\nnode_modules\n.env\nsrc/deep\n' > .gitignore");
            sample.land(sample.keep(workspace));
        }
        sample.checkout.giveBack();
        sample.user.write("a.log", "mine\n");

        var refusal = refused();

        assertThat(refusal).contains("a.log");
        assertThat(sample.user.directory().resolve("a.log")).hasContent("mine");
        assertThat(sample.branch()).isEqualTo("main");
    }

    @Test
    void anEditBetweenTwoTasksStopsTheNextOneAndStays() {
        try (var workspace = sample.open()) {
            sample.agent("echo new > new.txt");
            sample.land(sample.keep(workspace));
        }
        sample.user.write("a.txt", "mine\n");
        var during = sample.files();

        var refusal = refused();
        var back = sample.checkout.giveBack();

        assertThat(refusal).contains("a.txt").contains("switch main");
        assertThat(back)
                .isInstanceOfSatisfying(
                        GiveBack.Left.class, left -> assertThat(left.command()).endsWith("switch main"));
        assertThat(sample.files()).isEqualTo(during);
        sample.user.git("stash", "-q");
        assertThat(sample.checkout.giveBack()).isEqualTo(new GiveBack.Returned("main"));
        assertHome();
        assertThat(sample.user.git("stash", "show", "-p")).contains("+mine");
    }

    @Test
    void aUserWhoSwitchedToAnotherBranchBetweenTwoTasksIsBroughtBackThere() {
        sample.user.git("branch", "feature");
        try (var workspace = sample.open()) {
            sample.agent("echo new > new.txt");
            sample.land(sample.keep(workspace));
        }
        sample.user.git("checkout", "-q", "feature");
        try (var workspace = sample.open()) {
            assertThat(workspace.directory().resolve("new.txt")).exists();
        }

        sample.checkout.giveBack();

        assertThat(sample.branch()).isEqualTo("feature");
        assertThat(sample.files()).isEqualTo(before);
    }

    @Test
    void aUserWhoHasGoneHomeThemselvesIsLeftAlone() {
        try (var workspace = sample.open()) {
            sample.agent("echo new > new.txt");
            sample.land(sample.keep(workspace));
        }
        sample.agent("git checkout -q -b mine; echo mine > mine.txt");
        var during = sample.files();

        assertThat(sample.checkout.giveBack()).isEqualTo(new GiveBack.NotHeld());

        assertThat(sample.branch()).isEqualTo("mine");
        assertThat(sample.files()).isEqualTo(during);
    }

    @Test
    void aDetachedHeadIsAHomeToo() {
        sample.user.git("checkout", "-q", "--detach");
        sample.user.git("commit", "-q", "--allow-empty", "-m", "on no branch");
        var home = sample.user.head();
        before = sample.files();
        try (var _ = sample.open()) {
            sample.agent("echo x > x.txt");
        }

        sample.checkout.giveBack();

        assertThat(sample.user.head()).isEqualTo(home);
        assertThat(sample.files()).isEqualTo(before);
    }

    @Test
    void repositoriesThatAnAgentMadeStayAndEverythingElseIsKept() {
        try (var workspace = sample.open()) {
            sample.agent("git init -q inner; cd inner; echo x > x; git add x; git commit -qm x; cd ..; echo y > y.txt");
            assertThat(workspace.snapshot()).isEqualTo(new WorkSnapshot.NestedRepositories(java.util.List.of("inner")));
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
    void aLinkedWorktreeIsACheckoutToo() {
        sample.user.git("worktree", "add", "-q", "-b", "side", "../side");
        var linked = TestRepository.at(folder.resolve("side"));
        try (var checkout = new LocalCheckout(linked.open(), folder.resolve("linked"))) {
            var opening = checkout.open(sample.refs.execution(), sample.attempt(1), sample.tip());
            try (var workspace = ((WorkspaceOpening.Opened) opening).workspace()) {
                TestRepository.shell(workspace.directory(), "echo x > x.txt");
            }
            checkout.giveBack();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }

        assertThat(linked.git("symbolic-ref", "--short", "HEAD")).isEqualTo("side");
        assertThat(linked.git("status", "--porcelain")).isEmpty();
        assertThat(sample.user.git("show", sample.attempt(1) + ":x.txt")).isEqualTo("x");
        assertHome();
    }

    @Test
    void lineEndsStayAsTheUserHasThem() {
        sample.user.git("config", "core.autocrlf", "true");
        sample.agent("rm a.txt src/b.txt; git checkout -q -- .");
        before = sample.files();
        assertThat(before.get("a.txt")).contains("one\r\n");
        try (var workspace = sample.open()) {
            sample.agent("printf 'one\\r\\nchanged\\r\\n' > a.txt");
            var work = sample.keep(workspace);
            sample.land(work);
            assertThat(sample.user.git("cat-file", "blob", work + ":a.txt")).isEqualTo("one\nchanged");
        }

        sample.checkout.giveBack();

        assertHome();
    }

    @Test
    void theUsersStashIsAsItWas() {
        sample.agent("echo stashed > a.txt; git stash -q");
        var stash = sample.user.git("stash", "list", "--format=%H");
        try (var workspace = sample.open()) {
            sample.agent("echo new > new.txt");
            sample.land(sample.keep(workspace));
        }

        sample.checkout.giveBack();

        assertThat(sample.user.git("stash", "list", "--format=%H")).isEqualTo(stash);
        assertHome();
    }

    @Test
    void attemptsInOneCheckoutTakeTurnsAndAreNeverGivenBackUnderTheirFeet() throws Exception {
        var first = sample.open();
        var second = java.util.concurrent.CompletableFuture.supplyAsync(sample::open);

        assertThat(sample.checkout.giveBack()).isEqualTo(new GiveBack.Busy());
        assertThat(second).isNotDone();
        sample.agent("echo x > x.txt");
        first.close();

        try (var workspace = second.get()) {
            assertThat(workspace.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
        }
        assertThat(sample.checkout.giveBack()).isEqualTo(new GiveBack.Returned("main"));
        assertHome();
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

    @Test
    void anotherDataFolderIsKeptOutWhileTheStayLasts() throws Exception {
        try (var other = new LocalCheckout(sample.repository, folder.resolve("other data"))) {
            try (var _ = sample.open()) {
                assertThat(other.open(sample.refs.execution(), sample.attempt(9), sample.tip()))
                        .isInstanceOf(WorkspaceOpening.Refused.class);
            }
            sample.checkout.close();
            assertThat(other.open(sample.refs.execution(), sample.attempt(9), sample.tip()))
                    .isInstanceOfSatisfying(
                            WorkspaceOpening.Refused.class,
                            refused -> assertThat(refused.detail()).contains("stay"));
            sample.checkout.giveBack();
            try (var free = ((WorkspaceOpening.Opened)
                            other.open(sample.refs.execution(), sample.attempt(9), sample.tip()))
                    .workspace()) {
                assertThat(free.directory()).isEqualTo(sample.user.directory());
            }
            other.giveBack();
        }
        assertHome();
    }
}
