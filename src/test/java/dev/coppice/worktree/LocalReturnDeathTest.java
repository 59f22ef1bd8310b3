package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.Head;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A process dies while it takes the user home, or their branch forward. */
class LocalReturnDeathTest extends AUsersCheckout {

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
        var head = new Head.OnBranch(new BranchName("refs/heads/main"), sample.user.head());
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
                sample.refs.execution(), new BranchName("refs/heads/main"), sample.user.head(), result);
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
}
