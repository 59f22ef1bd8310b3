package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.task.CommitId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the user has in their checkout and no commit holds keeps Coppice out of it. */
class LocalObjectionTest extends AUsersCheckout {

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
    @ValueSource(strings = {".env", "build/out", "node_modules", "build", "src/deep/trace.log", "src/deep"})
    void aResultThatHoldsAPathOfAnIgnoredFileIsRefused(String path) {
        sample.user.git("checkout", "-q", "-b", "theirs");
        sample.agent("mkdir ../aside; mv .env build node_modules src/deep ../aside; mkdir -p $(dirname '" + path
                + "'); echo theirs > '" + path + "'; git add -f '" + path
                + "'; git commit -qm theirs; git checkout -q main;"
                + " mv ../aside/.env ../aside/build ../aside/node_modules .; mkdir -p src; mv ../aside/deep src");
        sample.land(new CommitId(sample.user.git("rev-parse", "theirs")));

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
}
