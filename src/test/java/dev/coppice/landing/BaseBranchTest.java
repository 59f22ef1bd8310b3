package dev.coppice.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.git.TestRepository;
import dev.coppice.queue.publication.Published;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.worktree.LocalCheckouts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A base branch goes forward to the result only where that hurts nobody; in every other case nothing changes at all. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BaseBranchTest {

    @TempDir
    Path folder;

    @Inject
    LocalCheckouts checkouts;

    private final ExecutionRefs refs = new ExecutionRefs(ExecutionId.random());
    private TestRepository user;
    private CommitId result;

    @BeforeEach
    void prepare() {
        user = TestRepository.create(folder.resolve("user"));
        user.git("checkout", "-q", "-b", "work");
        user.write("a.txt", "landed\n");
        user.write("new/file.txt", "landed\n");
        result = user.commitAll("feat: landed");
        user.git("checkout", "-q", "main");
        user.git("branch", "-q", "-D", "work");
        user.git("update-ref", refs.result().name(), result.sha());
        user.write("mine.txt", "untracked\n");
        user.write("build/out", "ignored\n");
    }

    private Published forward() {
        return forward(user.open(), "refs/heads/main");
    }

    private Published forward(GitRepository repository, String branch) {
        return new BaseBranch(repository, checkouts, refs, new BranchName(branch)).forwardTo(result);
    }

    private String at(String branch) {
        return user.git("rev-parse", "refs/heads/" + branch);
    }

    private void assertLeft(String words) {
        var before = user.belongings();
        var file = user.git("hash-object", "--no-filters", "mine.txt", "build/out");

        var published = forward();

        assertThat(published.outcome()).isEqualTo(Published.Outcome.LEFT);
        assertThat(published.detail()).contains(words).contains("by hand: git -C ");
        assertThat(user.belongings()).isEqualTo(before);
        assertThat(user.git("hash-object", "--no-filters", "mine.txt", "build/out"))
                .isEqualTo(file);
    }

    private void assertMerged() {
        assertThat(at("main")).isEqualTo(result.sha());
        assertThat(user.git("status", "--porcelain")).isEqualTo("?? mine.txt");
        assertThat(user.git("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
        assertThat(user.directory().resolve("a.txt")).hasContent("landed");
        assertThat(user.directory().resolve("mine.txt")).hasContent("untracked");
        assertThat(user.directory().resolve("build/out")).hasContent("ignored");
    }

    @Test
    void aBranchThatNobodyHasCheckedOutIsMoved() {
        user.git("checkout", "-q", "-b", "elsewhere");
        var before = user.belongings();

        var published = forward();

        assertThat(published.outcome()).isEqualTo(Published.Outcome.MERGED);
        assertThat(at("main")).isEqualTo(result.sha());
        assertThat(user.belongings().get("status")).isEqualTo(before.get("status"));
        assertThat(user.belongings().get("index")).isEqualTo(before.get("index"));
        assertThat(user.directory().resolve("a.txt")).hasContent("one\ntwo\nthree");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "git config merge.ff false; git config branch.main.mergeOptions --no-ff",
                "git config merge.autoStash true; git config commit.gpgSign true",
                "printf '#!/bin/sh\\necho x > hooked\\nexit 1\\n' > .git/hooks/post-merge; chmod +x .git/hooks/post-merge;"
                        + " cp .git/hooks/post-merge .git/hooks/pre-merge-commit; cp .git/hooks/post-merge .git/hooks/post-checkout"
            })
    void aCleanCheckoutGoesForwardWithItsBranch(String settings) {
        TestRepository.shell(user.directory(), settings);

        var published = forward();

        assertThat(published.outcome()).as(published.detail()).isEqualTo(Published.Outcome.MERGED);
        assertMerged();
    }

    @Test
    void whatWasDoneBeforeIsRecognised() {
        forward();

        var again = forward();

        assertThat(again.outcome()).isEqualTo(Published.Outcome.MERGED);
        assertMerged();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo x >> a.txt",
                "echo x >> src/b.txt",
                "echo x >> src/b.txt; git add -A",
                "git rm -q --cached src/b.txt",
                "echo x > staged; git add staged",
                "git update-index --assume-unchanged a.txt; echo hidden >> a.txt",
                "git bisect start; git bisect bad"
            })
    void aCheckoutWithChangesIsLeftAlone(String change) {
        TestRepository.shell(user.directory(), change);

        assertLeft("");
    }

    @Test
    void aFileThatGitDoesNotTrackIsNotOverwritten() {
        user.write("new/file.txt", "mine\n");

        assertLeft("new/file.txt");

        assertThat(user.directory().resolve("new/file.txt")).hasContent("mine");
    }

    @Test
    void aFileThatGitIgnoresIsNotOverwritten() {
        user.write(".git/info/exclude", "new/\n");
        user.write("new/file.txt", "mine\n");

        assertLeft("new/file.txt");

        assertThat(user.directory().resolve("new/file.txt")).hasContent("mine");
    }

    @Test
    void aBranchThatItsUserWentOnWithIsLeftAlone() {
        user.git("commit", "-q", "--allow-empty", "-m", "mine");

        assertLeft("commits that are not part of the result");
    }

    @Test
    void aBranchThatIsGoneStaysGone() {
        user.git("checkout", "-q", "--detach");
        user.git("branch", "-q", "-D", "main");

        assertLeft("is gone");
    }

    @Test
    void aBranchInTheMiddleOfARebaseIsLeftAlone() {
        user.git("commit", "-q", "--allow-empty", "-m", "one more");
        TestRepository.shell(user.directory(), "git rebase -q --exec false HEAD~1 || true");
        user.git("update-ref", "refs/heads/main", "HEAD~1");

        assertLeft("rebase");
    }

    @Test
    void theBranchIsTakenForwardInTheWorktreeThatHasIt() {
        user.git("checkout", "-q", "-b", "elsewhere");
        user.git("worktree", "add", "-q", "../second", "main");

        var published = forward();

        assertThat(published.outcome()).as(published.detail()).isEqualTo(Published.Outcome.MERGED);
        assertThat(TestRepository.git(folder.resolve("second"), "status", "--porcelain"))
                .isEmpty();
        assertThat(folder.resolve("second/a.txt")).hasContent("landed");
        assertThat(user.directory().resolve("a.txt")).hasContent("one\ntwo\nthree");
    }

    @Test
    void aBranchInTwoCheckoutsIsLeftAlone() {
        user.git("worktree", "add", "-q", "--force", "../second", "main");

        assertLeft("2 places");
    }

    @Test
    void aWorktreeThatIsNotThereIsLeftAlone() {
        user.git("checkout", "-q", "-b", "elsewhere");
        user.git("worktree", "add", "-q", "../second", "main");
        TestRepository.shell(folder, "mv second away");

        assertLeft("not there");
    }

    @Test
    void aBareRepositorysBranchIsMoved() {
        TestRepository.git(folder, "clone", "-q", "--bare", "user", "bare.git");
        TestRepository.git(folder.resolve("bare.git"), "fetch", "-q", "origin", "+refs/coppice/*:refs/coppice/*");
        var bare = ((Opening.Opened) GitRepository.open(folder.resolve("bare.git"))).repository();

        var published = forward(bare, "refs/heads/main");

        assertThat(published.outcome()).as(published.detail()).isEqualTo(Published.Outcome.MERGED);
        assertThat(TestRepository.git(folder.resolve("bare.git"), "rev-parse", "main"))
                .isEqualTo(result.sha());
    }

    @Test
    void aBranchMayHaveAnyNameThatGitAllows() {
        user.git("branch", "-q", "f\u00fcr/@user+1=x#2");

        var published = forward(user.open(), "refs/heads/f\u00fcr/@user+1=x#2");

        assertThat(published.outcome()).isEqualTo(Published.Outcome.MERGED);
        assertThat(at("f\u00fcr/@user+1=x#2")).isEqualTo(result.sha());
    }
}
