package dev.coppice.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.TestRepository;
import dev.coppice.queue.publication.PushTarget;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result comes to a remote by going forward from where the branch was seen, or not at all. */
class RemoteBranchTest {

    private static final String BY_HAND = "by hand: ";
    private static final String THERE = "unset $(git rev-parse --local-env-vars); git --git-dir='";
    private static final String BESIDE = "to publish it beside them: ";

    @TempDir
    Path folder;

    private final ExecutionRefs refs = new ExecutionRefs(ExecutionId.random());
    private TestRepository user;
    private TestRepository remote;
    private CommitId base;
    private CommitId result;

    @BeforeEach
    void prepare() {
        user = TestRepository.create(folder.resolve("a user's"));
        base = user.head();
        user.git(
                "init",
                "-q",
                "--bare",
                "-b",
                "main",
                folder.resolve("remote.git").toString());
        remote = TestRepository.at(folder.resolve("remote.git"));
        user.git("remote", "add", "origin", "../remote.git");
        user.git("push", "-q", "origin", "main");
        user.git("checkout", "-q", "--detach");
        user.write("a.txt", "landed\n");
        result = user.commitAll("feat: landed");
        user.git("checkout", "-q", "main");
        user.git("update-ref", refs.result().name(), result.sha());
    }

    private RemoteBranch branch(String name) {
        var repository = user.open();
        var target = new PushTarget(
                "origin",
                new BranchName("refs/heads/" + name),
                repository.remotes().address("origin").fingerprint());
        return new RemoteBranch(repository, repository.remotes(), refs, target);
    }

    private RemoteBranch own() {
        return branch(refs.execution().resultBranch());
    }

    private String there(String branch) {
        return remote.git("for-each-ref", "--format=%(objectname)", "refs/heads/" + branch);
    }

    /** A commit of somebody else's on top of another one, in the remote and not here. */
    private String foreign(String on) {
        return remote.git("commit-tree", "-m", "foreign", "-p", on, on + "^{tree}");
    }

    private static String left(RemoteBranch.End end) {
        assertThat(end).isInstanceOf(RemoteBranch.End.Left.class);
        return ((RemoteBranch.End.Left) end).detail();
    }

    private static String later(RemoteBranch.End end) {
        assertThat(end).isInstanceOf(RemoteBranch.End.Later.class);
        return ((RemoteBranch.End.Later) end).problem();
    }

    /** What a person does who trusts the message. */
    private void type(String detail, String before) {
        TestRepository.shell(folder, detail.substring(detail.indexOf(before) + before.length()));
    }

    private void hook(String script) {
        user.write(".git/hooks/pre-push", "#!/bin/sh\n" + script + "\n");
        TestRepository.shell(user.directory(), "chmod +x .git/hooks/pre-push");
    }

    @Test
    void aBranchThatIsNotThereIsMadeAndNothingElseIsTouched() {
        var before = user.belongings();
        user.git("config", "push.followTags", "true");
        user.git("tag", "-a", "-m", "mine", "v1", result.sha());

        var end = own().bring(result);

        assertThat(end).isInstanceOf(RemoteBranch.End.Pushed.class);
        assertThat(there(refs.execution().resultBranch())).isEqualTo(result.sha());
        assertThat(remote.git("for-each-ref", "--format=%(refname)").lines())
                .containsExactlyInAnyOrder(
                        "refs/heads/main", "refs/heads/" + refs.execution().resultBranch());
        assertThat(user.belongings().get("HEAD")).isEqualTo(before.get("HEAD"));
        assertThat(user.belongings().get("index")).isEqualTo(before.get("index"));
    }

    @Test
    void aBranchThatIsPartOfTheResultGoesForward() {
        var end = branch("main").bring(result);

        assertThat(end).isInstanceOf(RemoteBranch.End.Pushed.class);
        assertThat(there("main")).isEqualTo(result.sha());
    }

    @Test
    void whatWasPushedBeforeADeathIsFoundThere() {
        user.git("push", "-q", "origin", result + ":refs/heads/main");

        var first = branch("main").bring(result);
        remote.git("update-ref", "refs/heads/main", foreign(result.sha()));
        user.git("fetch", "-q", "origin");
        var beyond = branch("main").bring(result);

        assertThat(first).isEqualTo(new RemoteBranch.End.Pushed("main at origin holds the result"));
        assertThat(beyond).isEqualTo(first);
    }

    @Test
    void commitsOfOthersStayAndTheCommandPublishesBesideThem() {
        var others = foreign(base.sha());
        remote.git("update-ref", "refs/heads/main", others);

        var detail = left(branch("main").bring(result));

        assertThat(there("main")).isEqualTo(others);
        type(detail, BESIDE);
        assertThat(there(refs.execution().resultBranch())).isEqualTo(result.sha());
        assertThat(there("main")).isEqualTo(others);
    }

    @Test
    void ofItsOwnNameToo() {
        var own = refs.execution().resultBranch();
        remote.git("update-ref", "refs/heads/" + own, foreign(base.sha()));

        var detail = left(own().bring(result));

        type(detail, BESIDE);
        assertThat(there(own + "-2")).isEqualTo(result.sha());
    }

    @Test
    void aBranchThatMovesBetweenTheLookAndThePushIsNotOverwritten() {
        var others = foreign(base.sha());
        hook(THERE + remote.directory() + "' update-ref refs/heads/main " + others);

        var detail = left(branch("main").bring(result));

        assertThat(detail).contains("commits that are not part of the result");
        assertThat(there("main")).isEqualTo(others);
    }

    @Test
    void aBranchThatAppearsBetweenTheLookAndThePushIsNotOverwritten() {
        var own = refs.execution().resultBranch();
        var others = foreign(base.sha());
        hook(THERE + remote.directory() + "' update-ref refs/heads/" + own + " " + others);

        left(own().bring(result));

        assertThat(there(own)).isEqualTo(others);
    }

    @Test
    void oneThatIsTakenAwayBetweenTheLookAndThePushIsLookedAtAgain() {
        hook(THERE + remote.directory() + "' update-ref -d refs/heads/main; rm \"$0\"");

        var end = branch("main").bring(result);

        assertThat(end).isInstanceOf(RemoteBranch.End.Pushed.class);
        assertThat(there("main")).isEqualTo(result.sha());
    }

    @Test
    void theUsersHookIsAskedAndItsRefusalIsFinal() {
        hook("cat > seen; echo 'no token=abc today' >&2; exit 1");

        var detail = left(own().bring(result));

        assertThat(detail).contains("pre-push hook").contains("no token=abc today");
        assertThat(user.directory().resolve("seen")).content().contains(result.sha());
        assertThat(there(refs.execution().resultBranch())).isEmpty();
        user.git("config", "core.hooksPath", "/dev/null");
        type(detail, BY_HAND);
        assertThat(there(refs.execution().resultBranch())).isEqualTo(result.sha());
    }

    @Test
    void theOtherSidesRefusalIsFinal() {
        remote.write("hooks/pre-receive", "#!/bin/sh\necho protected >&2\nexit 1\n");
        TestRepository.shell(remote.directory(), "chmod +x hooks/pre-receive");

        assertThat(left(branch("main").bring(result)))
                .contains("the remote refused it")
                .contains("protected");
        assertThat(there("main")).isEqualTo(base.sha());
    }

    @Test
    void aRemoteThatIsAwayIsAskedAgainAndTheCommandWorksOnceItIsBack() throws IOException {
        Files.move(remote.directory(), folder.resolve("away.git"));

        var problem = later(branch("main").bring(result));

        Files.move(folder.resolve("away.git"), remote.directory());
        type(problem, BY_HAND);
        assertThat(there("main")).isEqualTo(result.sha());
    }

    @Test
    void aRemoteThatIsNoneAnyMoreOrLeadsSomewhereElseIsNotFollowed() {
        var asked = branch("main");
        user.git("init", "-q", "--bare", folder.resolve("other.git").toString());
        user.git("remote", "set-url", "origin", "../other.git");
        var moved = left(asked.bring(result));
        user.git("remote", "remove", "origin");
        var gone = left(asked.bring(result));

        assertThat(moved).contains("not the one that it had when the plan was submitted");
        assertThat(gone).contains("there is no remote origin any more");
        assertThat(TestRepository.git(folder.resolve("other.git"), "for-each-ref"))
                .isEmpty();
        assertThat(there("main")).isEqualTo(base.sha());
    }

    @Test
    void whatIsAskedIsThePlaceThatPushesGoTo() {
        user.git("init", "-q", "--bare", folder.resolve("fork.git").toString());
        user.git("config", "remote.origin.pushurl", "../fork.git");

        var end = branch("main").bring(result);
        var again = branch("main").bring(result);

        assertThat(end).isInstanceOf(RemoteBranch.End.Pushed.class);
        assertThat(again).isEqualTo(new RemoteBranch.End.Pushed("main at origin holds the result"));
        assertThat(TestRepository.git(folder.resolve("fork.git"), "rev-parse", "main"))
                .isEqualTo(result.sha());
        assertThat(there("main")).isEqualTo(base.sha());
    }

    @Test
    void aRemoteThatHangsIsGivenUpAndNothingOfItIsLeft() {
        user.git("remote", "set-url", "origin", "ssh://host.invalid/repository.git");
        var marker = "30" + System.nanoTime() % 1_000_000;
        user.git("config", "core.sshCommand", "sh -c 'sleep " + marker + "' ssh");
        var asked = branch("main");
        var impatient = new RemoteBranch(
                asked.repository(), asked.remotes().asking(Duration.ofSeconds(1), List.of()), refs, asked.target());

        var problem = later(impatient.bring(result));

        assertThat(problem).contains("not done after PT1S");
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            var left = all.map(process -> process.info().commandLine().orElse(""))
                    .filter(line -> line.contains("sleep " + marker));
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aPasswordInAnAddressIsNeverShown() {
        user.git("remote", "set-url", "origin", "https://me:s3cr@t@127.0.0.1:1/x.git?key=hidden");

        var problem = later(branch("main").bring(result));

        assertThat(problem).doesNotContain("s3cr").doesNotContain("hidden").contains(BY_HAND);
    }

    @Test
    void ofTwoThatPushAtTheSameTimeBothFindItDone() {
        for (int round = 0; round < 5; round++) {
            var branch = branch("twice-" + round);

            var ends = Stream.of(branch, branch)
                    .map(one -> CompletableFuture.supplyAsync(() -> one.bring(result)))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(ends).allMatch(RemoteBranch.End.Pushed.class::isInstance);
            assertThat(there("twice-" + round)).isEqualTo(result.sha());
        }
    }
}
