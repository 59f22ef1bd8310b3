package dev.coppice.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.TestRepository;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherTest {

    private static final ExecutionRefs REFS = new ExecutionRefs(new ExecutionId("exec_12345678"));
    private static final String BRANCH = "coppice/exec_12345678/result";

    @TempDir
    Path folder;

    private TestRepository user;
    private Publisher publisher;
    private CommitId first;
    private CommitId second;

    @BeforeEach
    void makeTwoCommits() {
        user = TestRepository.create(folder.resolve("user with space"));
        first = user.head();
        user.write("a.txt", "second\n");
        second = user.commitAll("second");
        user.git("update-ref", REFS.result().name(), first.sha());
        publisher = new Publisher(user.open());
    }

    private String branch() {
        return user.git("rev-parse", "refs/heads/" + BRANCH);
    }

    @Test
    void theBranchFollowsTheResult() {
        assertThat(publisher.follow(REFS)).isEqualTo(new Publication.Moved(first));
        assertThat(publisher.follow(REFS)).isEqualTo(new Publication.Unchanged());

        user.git("update-ref", REFS.result().name(), second.sha());

        assertThat(publisher.follow(REFS)).isEqualTo(new Publication.Moved(second));
        assertThat(branch()).isEqualTo(second.sha());
    }

    @Test
    void rightAfterALandingItFollowsFromWhereverTheBranchIs() {
        user.git("update-ref", REFS.result().name(), second.sha());

        assertThat(publisher.follow(REFS, second)).isEqualTo(new Publication.Moved(second));
        assertThat(publisher.follow(REFS, second)).isEqualTo(new Publication.Unchanged());

        user.git("update-ref", "refs/heads/" + BRANCH, first.sha());

        assertThat(publisher.follow(REFS, second)).isEqualTo(new Publication.Moved(second));
        assertThat(branch()).isEqualTo(second.sha());
    }

    @Test
    void rightAfterALandingTooABranchThatIsCheckedOutAnywhereIsLeftAlone() {
        publisher.follow(REFS);
        user.git("update-ref", REFS.result().name(), second.sha());

        user.git("checkout", "-q", BRANCH, "--");
        assertThat(publisher.follow(REFS, second)).isInstanceOf(Publication.LeftAlone.class);

        user.git("checkout", "-q", "main", "--");
        user.git("worktree", "add", "-q", "../a look", BRANCH);
        assertThat(publisher.follow(REFS, second)).isInstanceOf(Publication.LeftAlone.class);
        assertThat(branch()).isEqualTo(first.sha());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%s\n"})
    void aLockThatAKilledGitHasLeftOnTheBranchIsRemoved(String inIt) throws IOException {
        publisher.follow(REFS);
        user.git("update-ref", REFS.result().name(), second.sha());
        var lock = lockOnTheBranch();
        Files.writeString(lock, inIt.formatted(second.sha()));

        assertThat(publisher.follow(REFS)).isEqualTo(new Publication.Moved(second));

        assertThat(lock).doesNotExist();
        assertThat(branch()).isEqualTo(second.sha());
    }

    @Test
    void aLockWithAnythingElseInItIsTheUsers() throws IOException {
        publisher.follow(REFS);
        user.git("update-ref", REFS.result().name(), second.sha());
        var foreign = user.git("commit-tree", "-m", "mine", second + "^{tree}");
        var lock = Files.writeString(lockOnTheBranch(), foreign + "\n");

        assertThat(publisher.follow(REFS))
                .isInstanceOfSatisfying(
                        Publication.LeftAlone.class,
                        left -> assertThat(left.reason()).contains("result.lock"));

        assertThat(lock).exists();
        assertThat(branch()).isEqualTo(first.sha());
    }

    private Path lockOnTheBranch() {
        return user.directory().resolve(".git/refs/heads/" + BRANCH + ".lock");
    }

    @Test
    void aBranchWithForeignCommitsIsLeftAlone() {
        publisher.follow(REFS);
        user.git("checkout", "-q", BRANCH, "--");
        user.write("b.txt", "foreign\n");
        var foreign = user.commitAll("foreign");
        user.git("checkout", "-q", "main");
        user.git("update-ref", REFS.result().name(), second.sha());

        assertThat(publisher.follow(REFS)).isInstanceOf(Publication.LeftAlone.class);
        assertThat(branch()).isEqualTo(foreign.sha());
    }

    @Test
    void aBranchThatIsCheckedOutAnywhereIsLeftAlone() {
        publisher.follow(REFS);
        user.git("worktree", "add", "-q", "../a look", BRANCH);
        user.git("update-ref", REFS.result().name(), second.sha());

        assertThat(publisher.follow(REFS))
                .isInstanceOfSatisfying(
                        Publication.LeftAlone.class,
                        left -> assertThat(left.reason()).contains("a look"));
        assertThat(TestRepository.git(folder.resolve("a look"), "status", "--porcelain"))
                .isEmpty();
    }

    /** Before the first landing nothing keeps a user from making such a branch. */
    @Test
    void aBranchThatLeavesNoRoomForItIsLeftAlone() {
        user.git("branch", "coppice");

        assertThat(publisher.follow(REFS))
                .isInstanceOfSatisfying(
                        Publication.LeftAlone.class,
                        left -> assertThat(left.reason()).contains("refs/heads/coppice"));
    }

    @Test
    void withoutAResultThereIsNothingToFollow() {
        user.git("update-ref", "-d", REFS.result().name());

        assertThat(publisher.follow(REFS)).isInstanceOf(Publication.LeftAlone.class);
    }
}
