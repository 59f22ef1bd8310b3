package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.TestRepository;
import org.junit.jupiter.api.Test;

/** When Coppice leaves, the user is where they were, or where they went meanwhile, and finds things as they had them. */
class LocalHomecomingTest extends AUsersCheckout {

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
}
