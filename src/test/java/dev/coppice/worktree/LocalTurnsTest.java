package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One at a time works in a checkout, of all attempts and of all data folders. */
class LocalTurnsTest extends AUsersCheckout {

    @Test
    void attemptsInOneCheckoutTakeTurnsAndAreNeverGivenBackUnderTheirFeet() throws Exception {
        var first = sample.open();
        var second = CompletableFuture.supplyAsync(sample::open);

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
