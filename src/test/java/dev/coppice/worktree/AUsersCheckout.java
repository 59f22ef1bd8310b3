package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A user's checkout and an execution that may work in it, and what everybody asks about them. */
abstract class AUsersCheckout {

    @TempDir
    Path folder;

    LocalSample sample;

    /** The user's files as they are to be in the end. */
    Map<String, String> before;

    @BeforeEach
    void prepareTheCheckout() {
        sample = new LocalSample(folder);
        before = sample.files();
    }

    @AfterEach
    void closeTheCheckout() {
        sample.close();
    }

    /** Why no attempt gets the checkout; empty if one does. */
    String refused() {
        return sample.tryOpen() instanceof WorkspaceOpening.Refused(var reason, var detail)
                ? reason + ": " + detail
                : "";
    }

    void assertHome() {
        assertThat(sample.branch()).isEqualTo("main");
        assertThat(sample.status()).isEmpty();
        assertThat(sample.files()).isEqualTo(before);
        assertThat(sample.stay().journalFile()).doesNotExist();
    }

    /** The file's text where the first attempt's ref keeps it. */
    String kept(String path) {
        return sample.user.git("show", sample.attempt(1) + ":" + path);
    }

    boolean isKeptAnywhere(String path, String content) {
        return sample.user
                .git("for-each-ref", "--format=%(refname)", "refs/coppice")
                .lines()
                .anyMatch(ref -> holds(ref, path, content));
    }

    private boolean holds(String ref, String path, String content) {
        return sample.user.git("ls-tree", "-r", "--name-only", ref).lines().anyMatch(path::equals)
                && sample.user.git("show", ref + ":" + path).equals(content);
    }
}
