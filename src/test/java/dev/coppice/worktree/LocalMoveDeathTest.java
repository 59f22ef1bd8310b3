package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.Head;
import dev.coppice.task.BranchName;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process dies while git takes the user's checkout to the result: what git wrote is told from what a person wrote. */
class LocalMoveDeathTest extends AUsersCheckout {

    /** The half-done move of the start: HEAD and index are old, some files are old and some are new. */
    private void dieHalfWayToTheResult() throws IOException {
        sample.agent("echo 1 > one.txt; mkdir -p build; echo 2 > build/tracked; echo three > a.txt; rm src/b.txt;"
                + " git add -A; git add -f build/tracked; git commit -qm result;");
        sample.land(sample.user.head());
        sample.user.git("reset", "-q", "--hard", "HEAD~1");
        before = sample.files();
        var head = new Head.OnBranch(new BranchName("refs/heads/main"), sample.user.head());
        sample.stay()
                .write(Journal.begun(sample.user.directory(), sample.refs.execution(), head)
                        .moving(sample.user.head(), sample.tip()));
        sample.stay().write(sample.stay().ignored().and(ignored()));
        sample.agent(
                "echo 1 > one.txt; echo 2 > build/tracked; echo three > a.txt; touch -d '1 minute ago' .git/index.lock");
    }

    private List<String> ignored() {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo staged > src/b.txt; git add src/b.txt; git show HEAD:src/b.txt > src/b.txt",
                "echo staged > src/b.txt; git add src/b.txt; rm src/b.txt",
                "git rm -q --cached src/b.txt",
            })
    void whatIsStagedInAHalfDoneMoveOnTheUsersBranchIsTheUsers(String staging) throws IOException {
        dieHalfWayToTheResult();
        sample.agent("rm .git/index.lock; " + staging);
        var during = sample.files();
        var index = sample.user.git("ls-files", "-s");

        var opening = sample.tryOpen();
        var back = sample.checkout.giveBack();

        assertThat(opening).isInstanceOf(WorkspaceOpening.Refused.class);
        assertThat(back).isInstanceOf(GiveBack.Left.class);
        assertThat(sample.user.git("ls-files", "-s")).isEqualTo(index);
        assertThat(sample.files()).isEqualTo(during);
        assertThat(sample.branch()).isEqualTo("main");
    }

    @Test
    void aHalfDoneMoveWithoutAnIndexIsDoneAgain() throws IOException {
        dieHalfWayToTheResult();
        sample.agent("rm .git/index");

        sample.open().close();
        sample.checkout.giveBack();

        assertHome();
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
        var head = new Head.OnBranch(new BranchName("refs/heads/main"), sample.user.head());
        sample.stay()
                .write(Journal.begun(sample.user.directory(), sample.refs.execution(), head)
                        .moving(sample.user.head(), result));
        sample.stay().write(IgnoredPaths.none().and(ignored()));
        var git = new ProcessBuilder("git", "checkout", "-q", "--detach", result.sha())
                .directory(sample.user.directory().toFile())
                .start();
        git.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        git.destroyForcibly().waitFor();

        try (var workspace = sample.open()) {
            assertThat(workspace.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
            assertThat(sample.user.git("status", "--porcelain")).isEmpty();
        }
        sample.checkout.giveBack();

        assertHome();
        assertThat(sample.user.git("for-each-ref", "refs/coppice/*/kept/*")).isEmpty();
    }
}
