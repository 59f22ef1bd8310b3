package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Git's own lock files in the user's checkout: those of the dead are taken away, those of the living are not. */
class LocalLeftoverLocksTest extends AUsersCheckout {

    @ParameterizedTest
    @ValueSource(strings = {"index.lock", "HEAD.lock"})
    void aLockThatADeadGitLeftIsInNobodysWay(String lock) {
        sample.open();
        sample.agent("echo half > half.txt; echo x > a.txt; touch -d '1 minute ago' .git/" + lock);
        sample.die();

        sample.checkout.giveBack();

        assertThat(isKeptAnywhere("half.txt", "half")).isTrue();
        assertThat(isKeptAnywhere("a.txt", "x")).isTrue();
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

            var problem = catchThrowable(() -> sample.checkout.giveBack());

            assertThat(problem).hasMessageContaining("index.lock");
            assertThat(sample.user.directory().resolve(".git/index.lock")).exists();
            assertThat(sample.files()).isEqualTo(during);
        } finally {
            git.destroyForcibly().waitFor();
        }
        sample.checkout.giveBack();
        assertHome();
    }
}
