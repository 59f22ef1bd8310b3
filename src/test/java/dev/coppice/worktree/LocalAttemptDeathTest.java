package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process dies while an attempt is at work in the user's checkout; whoever comes next loses nothing of what lies there. */
class LocalAttemptDeathTest extends AUsersCheckout {

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

    @ParameterizedTest
    @ValueSource(strings = {"mine.txt", "a.txt", "half.txt", "with space"})
    void aVersionThatTheUserStagesIsKeptBesideTheFile(String path) {
        sample.open();
        sample.agent("echo half > half.txt");
        sample.die();
        sample.agent("echo staged > '" + path + "'; git add '" + path + "'; echo later > '" + path + "'");

        sample.checkout.giveBack();

        assertThat(isKeptAnywhere(path, "later")).isTrue();
        assertThat(isKeptAnywhere(path, "staged")).isTrue();
        assertHome();
    }

    @Test
    void aVersionThatTheUserStagesIsKeptWhereTheFileIsGone() {
        sample.open();
        sample.die();
        sample.agent("echo staged > mine.txt; git add -A; rm mine.txt; git add -f .env");

        sample.checkout.giveBack();

        assertThat(isKeptAnywhere("mine.txt", "staged")).isTrue();
        assertThat(isKeptAnywhere(".env", "SECRET=1")).isFalse();
        assertHome();
    }

    @Test
    void anIndexThatNamesWhatIsNotThereIsInNobodysWay() {
        sample.open();
        sample.agent("echo half > half.txt; git update-index --add --cacheinfo"
                + " 100644,0123456789012345678901234567890123456789,gone.txt");
        sample.die();
        sample.agent("echo staged > mine.txt; git add mine.txt; rm mine.txt");

        assertThat(sample.checkout.giveBack()).isEqualTo(new GiveBack.Returned("main"));

        assertThat(kept("half.txt")).isEqualTo("half");
        assertThat(isKeptAnywhere("mine.txt", "staged")).isTrue();
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
    void anotherExecutionFirstBringsTheUserHome() throws InterruptedException {
        sample.open();
        sample.agent("echo half > half.txt");
        sample.die();
        var other = new ExecutionRefs(ExecutionId.random());
        sample.repository.refs().point(other.result(), sample.tip().sha());
        var attempt = other.attempt(new TaskNumber("1.1"), 1);

        var opening = sample.checkout.open(other.execution(), attempt, sample.tip());

        try (var workspace = ((WorkspaceOpening.Opened) opening).workspace()) {
            assertThat(workspace.snapshot()).isEqualTo(new WorkSnapshot.Unchanged());
        }
        sample.checkout.giveBack();
        assertThat(kept("half.txt")).isEqualTo("half");
        assertHome();
    }
}
