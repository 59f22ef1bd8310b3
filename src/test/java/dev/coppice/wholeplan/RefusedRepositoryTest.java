package dev.coppice.wholeplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.git.TestRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories in which nothing is begun, and what their user is told. */
class RefusedRepositoryTest {

    @TempDir
    Path folder;

    private TestRepository user;

    @BeforeEach
    void prepare() {
        user = TestRepository.create(folder.resolve("user"));
    }

    private String refusal() {
        return GitRepository.open(user.directory()) instanceof Opening.Refused(var reason) ? reason : "none";
    }

    @Test
    void aBranchThatLeavesNoRoomForResultsIsNamedWithTheCommandThatRenamesIt() {
        user.git("branch", "coppice");

        assertThat(refusal()).contains("branch named coppice").contains("git branch -m coppice");
        assertThat(user.git("for-each-ref", "refs/coppice")).isEmpty();
    }

    @Test
    void aRepositoryOfSomebodyElsesIsRefusedInGitsOwnWords() {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a repository to somebody else");
        TestRepository.shell(folder, "chown -R 12345 user");
        assumeTrue(
                TestRepository.shell(folder, "git -C user status >/dev/null 2>&1 || echo refused")
                        .equals("refused"),
                "git trusts every folder here (safe.directory)");

        assertThat(refusal()).contains("dubious ownership").contains("safe.directory");
    }
}
