package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.Head;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process dies while it works in the user's checkout; whoever comes next loses nothing of what lies there. */
class LocalRecoveryTest {

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

    private void assertHome() {
        assertThat(sample.branch()).isEqualTo("main");
        assertThat(sample.status()).isEmpty();
        assertThat(sample.files()).isEqualTo(before);
        assertThat(sample.stay().journalFile()).doesNotExist();
    }

    private String kept(String path) {
        return sample.user.git("show", sample.attempt(1) + ":" + path);
    }

    private boolean isKeptAnywhere(String path, String content) {
        return sample.user
                .git("for-each-ref", "--format=%(refname)", "refs/coppice")
                .lines()
                .anyMatch(ref -> holds(ref, path, content));
    }

    private boolean holds(String ref, String path, String content) {
        return sample.user.git("ls-tree", "-r", "--name-only", ref).lines().anyMatch(path::equals)
                && sample.user.git("show", ref + ":" + path).equals(content);
    }

    @Test
    void whatAnAgentHadDoneIsKeptAndTheUserIsBack() {
        sample.open();
        sample.agent("echo half > half.txt; rm a.txt; echo more > build/more");
        sample.die();

        var back = sample.checkout.giveBack();

        assertThat(back).isEqualTo(new GiveBack.Returned("main"));
        assertThat(kept("half.txt")).isEqualTo("half");
        sample.agent("rm build/more");
        assertHome();
    }

    @Test
    void theNextAttemptStartsCleanAfterADeath() {
        sample.open();
        sample.agent("echo half > half.txt");
        sample.die();

        try (var workspace = sample.open()) {
            assertThat(workspace.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
            assertThat(workspace.directory().resolve("half.txt")).doesNotExist();
        }

        sample.checkout.giveBack();
        assertThat(kept("half.txt")).isEqualTo("half");
        assertHome();
    }

    @Test
    void workThatWasKeptBeforeTheDeathStaysBelowWhatCameAfterIt() {
        var workspace = sample.open();
        sample.agent("echo work > work.txt");
        var work = sample.keep(workspace);
        sample.agent("echo report > report.txt");
        sample.die();

        sample.checkout.giveBack();

        assertThat(kept("report.txt")).isEqualTo("report");
        assertThat(sample.user.git("rev-parse", sample.attempt(1) + "^")).isEqualTo(work.sha());
        assertHome();
    }

    @Test
    void aLandingThatTheDeadProcessMadeIsWhereTheNextOneStarts() {
        var workspace = sample.open();
        sample.agent("echo work > work.txt");
        sample.land(sample.keep(workspace));
        sample.die();

        try (var next = sample.open()) {
            assertThat(next.directory().resolve("work.txt")).hasContent("work");
            assertThat(next.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
        }
        sample.checkout.giveBack();
        assertHome();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "touch -d '1 minute ago' .git/index.lock",
                "touch -d '1 minute ago' .git/HEAD.lock",
                "rm .git/index",
                "printf garbage > .git/index",
                "printf garbage > .git/HEAD",
                "git add -A -f",
                "git commit -qam own",
                "rm .gitignore",
                "git checkout -q -b own; git add -A; git commit -qm own",
                "git update-index --assume-unchanged a.txt",
            })
    void itDoesNotMatterWhatStateGitWasLeftIn(String state) {
        sample.open();
        sample.agent("echo half > half.txt; echo x > a.txt");
        sample.agent(state);
        sample.die();

        sample.checkout.giveBack();
        sample.agent("git checkout -q main");

        assertThat(isKeptAnywhere("half.txt", "half")).isTrue();
        assertThat(isKeptAnywhere("a.txt", "x")).isTrue();
        assertHome();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git checkout -q -b own",
                "git add -A; git commit -qm own; git checkout -q HEAD~1; echo y > a.txt; git commit -qam y;"
                        + " git rebase -q HEAD@{2} || true"
            })
    void whatMayBeTheUsersDoingIsLeftToTheUser(String state) {
        sample.open();
        sample.agent("echo half > half.txt; echo x > a.txt");
        sample.agent(state);
        var during = sample.files();
        sample.die();

        var back = sample.checkout.giveBack();
        var opening = sample.tryOpen();

        assertThat(back).isInstanceOf(GiveBack.Left.class);
        assertThat(opening).isInstanceOf(WorkspaceOpening.Refused.class);
        assertThat(sample.files()).isEqualTo(during);
    }

    /** The half-done move of the start: HEAD and index are old, some files are old and some are new. */
    private void dieHalfWayToTheResult() throws IOException {
        sample.agent("echo 1 > one.txt; mkdir -p build; echo 2 > build/tracked; echo three > a.txt; rm src/b.txt;"
                + " git add -A; git add -f build/tracked; git commit -qm result;");
        sample.land(sample.user.head());
        sample.user.git("reset", "-q", "--hard", "HEAD~1");
        before = sample.files();
        var head = new Head.OnBranch(new dev.coppice.task.BranchName("refs/heads/main"), sample.user.head());
        sample.stay()
                .write(Journal.begun(sample.user.directory(), sample.refs.execution(), head)
                        .moving(sample.user.head(), sample.tip()));
        sample.stay().write(sample.stay().ignored().and(ignored()));
        sample.agent(
                "echo 1 > one.txt; echo 2 > build/tracked; echo three > a.txt; touch -d '1 minute ago' .git/index.lock");
    }

    private java.util.List<String> ignored() {
        return CheckoutLook.at(new UserCheckout(sample.repository).git()).ignored();
    }

    @Test
    void aMoveThatWasHalfDoneIsDoneAgainAndLeavesNoTrace() throws IOException {
        dieHalfWayToTheResult();

        try (var workspace = sample.open()) {
            assertThat(workspace.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
            assertThat(workspace.directory().resolve("build/tracked")).hasContent("2");
        }
        sample.checkout.giveBack();

        assertHome();
        assertThat(sample.user.git("for-each-ref", "refs/coppice/*/kept/*")).isEmpty();
    }

    @Test
    void aFileThatWasJustBeingWrittenBelongsToTheMove() throws IOException {
        dieHalfWayToTheResult();
        sample.agent("printf th > a.txt; : > build/tracked; rm -f src/b.txt one.txt");

        sample.open().close();
        sample.checkout.giveBack();

        assertHome();
        assertThat(sample.user.git("for-each-ref", "refs/coppice/*/kept/*")).isEmpty();
    }

    @Test
    void anEditInAHalfDoneMoveOnTheUsersBranchIsTheUsers() throws IOException {
        dieHalfWayToTheResult();
        sample.user.write("src/b.txt", "mine\n");
        var during = sample.files();

        var opening = sample.tryOpen();
        var back = sample.checkout.giveBack();

        assertThat(opening).isInstanceOf(WorkspaceOpening.Refused.class);
        assertThat(back).isInstanceOf(GiveBack.Left.class);
        assertThat(sample.files()).isEqualTo(during);
    }

    @Test
    void aUserWhoPutAHalfDoneMoveRightThemselvesIsLeftAlone() throws IOException {
        dieHalfWayToTheResult();
        sample.agent("rm .git/index.lock; git reset -q --hard; rm -f one.txt build/tracked");

        assertThat(sample.checkout.giveBack()).isEqualTo(new GiveBack.NotHeld());

        assertHome();
    }

    /** Real kills of a real git, wherever they hit it: before, in the middle of, or after its work on two thousand files. */
    @ParameterizedTest
    @ValueSource(longs = {15, 30, 60, 120})
    void aGitThatIsKilledWhileItWritesFilesLosesNone(long milliseconds) throws Exception {
        sample.agent("mkdir many; for n in $(seq 1000); do echo old > many/$n; done; git add -A; git commit -qm old");
        sample.agent(
                "for n in $(seq 1000); do echo new > many/$n; echo new > many/new-$n; echo new > many/$n.log; done;"
                        + " git add -A -f many; git commit -qm new");
        var result = sample.user.head();
        sample.land(result);
        sample.user.git("reset", "-q", "--hard", "HEAD~1");
        before = sample.files();
        var head = new Head.OnBranch(new dev.coppice.task.BranchName("refs/heads/main"), sample.user.head());
        sample.stay()
                .write(Journal.begun(sample.user.directory(), sample.refs.execution(), head)
                        .moving(sample.user.head(), result));
        sample.stay().write(IgnoredPaths.none().and(ignored()));
        var git = new ProcessBuilder("git", "checkout", "-q", "--detach", result.sha())
                .directory(sample.user.directory().toFile())
                .start();
        git.waitFor(milliseconds, java.util.concurrent.TimeUnit.MILLISECONDS);
        git.destroyForcibly().waitFor();

        try (var workspace = sample.open()) {
            assertThat(workspace.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
            assertThat(sample.user.git("status", "--porcelain")).isEmpty();
        }
        sample.checkout.giveBack();

        assertHome();
        assertThat(sample.user.git("for-each-ref", "refs/coppice/*/kept/*")).isEmpty();
    }

    /** HEAD went home last; the journal was not yet told. */
    private void dieJustAfterGoingHome() throws IOException {
        try (var workspace = sample.open()) {
            sample.agent("echo work > work.txt");
            sample.land(sample.keep(workspace));
        }
        var journal = sample.stay().journal().orElseThrow();
        sample.user.git("checkout", "-q", "main");
        sample.stay().write(journal.moving(journal.left(), sample.user.head()));
        sample.die();
    }

    @Test
    void aReturnThatWasNotWrittenDownIsRecognised() throws IOException {
        dieJustAfterGoingHome();

        assertThat(sample.checkout.giveBack()).isEqualTo(new GiveBack.NotHeld());

        assertHome();
    }

    @Test
    void workThatAUserBeganAfterAReturnThatWasNotWrittenDownStaysWhereItIs() throws IOException {
        dieJustAfterGoingHome();
        sample.user.write("a.txt", "mine\n");
        sample.user.write("mine.txt", "mine\n");
        var during = sample.files();

        sample.checkout.giveBack();
        sample.tryOpen();

        assertThat(sample.branch()).isEqualTo("main");
        assertThat(sample.files()).isEqualTo(during);
    }

    /** The process died while git took the user's branch forward: HEAD and index are old, some files are new. */
    private CommitId dieHalfWayForward() throws IOException {
        sample.agent("echo landed > a.txt; echo landed > new.txt; git add -A; git commit -qm landed");
        var result = sample.user.head();
        sample.land(result);
        sample.user.git("reset", "-q", "--hard", "HEAD~1");
        sample.user.write("mine.txt", "mine\n");
        before = sample.files();
        var look = new UserCheckout(sample.repository).look();
        sample.stay().write(IgnoredPaths.none().and(look.ignored()).and(look.untracked()));
        var head = new Head.OnBranch(new dev.coppice.task.BranchName("refs/heads/main"), sample.user.head());
        sample.stay()
                .write(Journal.begun(sample.user.directory(), sample.refs.execution(), head)
                        .moving(sample.user.head(), result));
        return result;
    }

    @Test
    void aBranchThatWasTakenHalfWayForwardIsPutBackAndGoesForwardAgain() throws IOException {
        var result = dieHalfWayForward();
        sample.agent("echo landed > new.txt; touch -d '1 minute ago' .git/index.lock");

        assertThat(sample.checkout.giveBack()).isEqualTo(new GiveBack.Returned("main"));

        assertThat(sample.files()).isEqualTo(before);
        assertThat(sample.status()).isEqualTo("?? mine.txt");
        var forwarded = sample.checkout.forward(
                sample.refs.execution(),
                new dev.coppice.task.BranchName("refs/heads/main"),
                sample.user.head(),
                result);
        assertThat(forwarded).isEqualTo(new Forwarding.Forwarded());
        assertThat(sample.user.head()).isEqualTo(result);
        assertThat(sample.status()).isEqualTo("?? mine.txt");
        assertThat(sample.user.directory().resolve("new.txt")).hasContent("landed");
    }

    @Test
    void anEditAfterADeathHalfWayForwardStaysWhereItIs() throws IOException {
        dieHalfWayForward();
        sample.agent("echo landed > new.txt");
        sample.user.write("src/b.txt", "mine\n");
        sample.user.write("mine.txt", "more\n");
        var during = sample.files();

        assertThat(sample.checkout.giveBack()).isInstanceOf(GiveBack.Left.class);

        assertThat(sample.files()).isEqualTo(during);
        assertThat(sample.branch()).isEqualTo("main");
    }

    @Test
    void filesThatTheUserAddsToWhatADeadAttemptLeftAreKeptWithIt() {
        sample.open();
        sample.agent("echo half > half.txt");
        sample.die();
        sample.user.write("mine.txt", "mine\n");

        sample.checkout.giveBack();

        assertThat(kept("half.txt")).isEqualTo("half");
        assertThat(kept("mine.txt")).isEqualTo("mine");
        assertHome();
    }

    @Test
    void commitsOnNoBranchAreKept() {
        sample.open();
        sample.agent("echo x > a.txt; git commit -qam 'a thought'");
        var thought = sample.user.head();
        sample.die();

        sample.checkout.giveBack();

        assertThat(sample.user.git("for-each-ref", "--format=%(objectname)", "refs/coppice/*/kept/*"))
                .isEqualTo(thought.sha());
        assertHome();
    }

    @Test
    void aLockOfALivingGitIsNotTakenAway() throws Exception {
        sample.open();
        sample.agent("echo half > half.txt; touch -d '1 minute ago' .git/index.lock");
        sample.die();
        var git = new ProcessBuilder("git", "cat-file", "--batch")
                .directory(sample.user.directory().toFile())
                .start();
        try {
            var during = sample.files();

            var problem = org.assertj.core.api.Assertions.catchThrowable(() -> sample.checkout.giveBack());

            assertThat(problem).hasMessageContaining("index.lock");
            assertThat(sample.user.directory().resolve(".git/index.lock")).exists();
            assertThat(sample.files()).isEqualTo(during);
        } finally {
            git.destroyForcibly().waitFor();
        }
        sample.checkout.giveBack();
        assertHome();
    }

    @Test
    void anotherExecutionFirstBringsTheUserHome() throws InterruptedException {
        sample.open();
        sample.agent("echo half > half.txt");
        sample.die();
        var other = new dev.coppice.git.ExecutionRefs(dev.coppice.task.ExecutionId.random());
        sample.repository.refs().point(other.result(), sample.tip().sha());
        var attempt = other.attempt(new dev.coppice.task.TaskNumber("1.1"), 1);

        var opening = sample.checkout.open(other.execution(), attempt, sample.tip());

        try (var workspace = ((WorkspaceOpening.Opened) opening).workspace()) {
            assertThat(workspace.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
        }
        sample.checkout.giveBack();
        assertThat(kept("half.txt")).isEqualTo("half");
        assertHome();
    }

    @Test
    void aJournalReadsAsItWasWritten() throws IOException {
        var commit = new CommitId("0123456789012345678901234567890123456789");
        var journal = Journal.begun(Path.of("/a b/\u00fc=\n"), sample.refs.execution(), new Head.Detached(commit))
                .opened(new Journal.OpenAttempt(sample.attempt(3), commit))
                .moving(commit, commit);

        sample.stay().write(journal);

        assertThat(sample.stay().journal()).contains(journal);
    }
}
