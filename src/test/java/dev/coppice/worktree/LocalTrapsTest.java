package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.TestRepository;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traps that an agent can lay for whoever works in the checkout after it. */
class LocalTrapsTest extends AUsersCheckout {

    private static final String UNPUSHED = "sub/.git/refs/heads/unpushed";

    /** A submodule with its .git folder inside; a branch and an ignored file of it are nowhere else. git status is clean. */
    private void addSubmodule() {
        sample.agent("git init -q sub; cd sub; echo '*.log' > .gitignore; git add -A; git commit -qm one;"
                + " echo secret > x.log; git checkout -q -b unpushed; echo p > p; git add p; git commit -qm p;"
                + " git checkout -q -; cd ..; git add sub; git commit -qm sub");
        assertThat(sample.status()).isEmpty();
    }

    /** As an agent's work in a pooled worktree is, where submodules are empty folders. */
    private CommitId resultWith(String change) {
        sample.user.git("worktree", "add", "-q", "--detach", "../desk");
        TestRepository.shell(folder.resolve("desk"), change + "; git add -A; git commit -qm work");
        var result = new CommitId(TestRepository.git(folder.resolve("desk"), "rev-parse", "HEAD"));
        sample.land(result);
        return result;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rmdir sub; echo file > sub",
                "rmdir sub; ln -s elsewhere sub",
                "git rm -q --cached sub; mkdir -p sub; echo x > sub/y"
            })
    void aResultInPlaceOfASubmoduleIsNotMergedOverIt(String change) {
        addSubmodule();
        var result = resultWith(change);

        sample.checkout.forward(sample.refs.execution(), new BranchName("refs/heads/main"), sample.user.head(), result);

        assertThat(sample.files()).containsKeys(UNPUSHED, "sub/x.log").doesNotContainKey("sub/y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rmdir sub; echo file > sub", "rmdir sub; ln -s elsewhere sub"})
    void aResultInPlaceOfASubmoduleIsNotCheckedOutOverIt(String change) {
        addSubmodule();
        resultWith(change);

        if (sample.tryOpen() instanceof WorkspaceOpening.Opened(var workspace)) {
            workspace.close();
        }
        sample.checkout.giveBack();

        assertThat(sample.files()).containsKeys(UNPUSHED, "sub/x.log");
    }

    @Test
    void aLinkInPlaceOfTheLockIsNotWrittenThrough() throws IOException {
        var outside = Files.writeString(folder.resolve("outside"), "precious");
        try (var _ = sample.open()) {
            sample.agent("ln -sf " + outside + " .git/coppice.lock");
        }
        sample.checkout.giveBack();

        sample.tryOpen();

        assertThat(outside).hasContent("precious");
    }

    @Test
    void aLinkInPlaceOfAFileThatIsBeingWrittenIsNotWrittenThrough() throws IOException {
        var outside = Files.writeString(folder.resolve("outside"), "precious");

        try (var _ = sample.open()) {
            sample.agent("printf garbage > .git/HEAD; ln -s " + outside + " .git/HEAD.part");
        }

        assertThat(outside).hasContent("precious");
    }
}
