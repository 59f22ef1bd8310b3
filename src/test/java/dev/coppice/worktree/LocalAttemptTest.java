package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What an attempt leaves in the user's checkout lands or is kept, and is cleared away; what was ignored there is no work. */
class LocalAttemptTest extends AUsersCheckout {

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
}
