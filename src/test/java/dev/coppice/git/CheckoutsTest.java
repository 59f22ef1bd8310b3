package dev.coppice.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder that git keeps about a worktree is found by the worktree's own word, which an agent may have written. */
class CheckoutsTest {

    @TempDir
    Path folder;

    private TestRepository user;
    private GitRepository repository;

    @BeforeEach
    void makeAWorktree() {
        user = TestRepository.create(folder.resolve("user"));
        user.git("worktree", "add", "-q", "--detach", "../desk");
        repository = user.open();
    }

    @Test
    void aWorktreesEntryIsFound() throws IOException {
        assertThat(repository.worktreeEntry(folder.resolve("desk")))
                .isEqualTo(repository.commonDirectory().resolve("worktrees/desk"))
                .isDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gitdir: %s/worktrees/..",
                "gitdir: %s/worktrees/.",
                "gitdir: %s/worktrees/",
                "gitdir: %s/worktrees/desk/../..",
                "gitdir: %s/worktrees/desk\0",
                "gitdir: %s",
                "gitdir: /etc/passwd",
                "%s/worktrees/desk",
                ""
            })
    void whateverElseAWorktreeSaysIsRefused(String says) throws IOException {
        Files.writeString(folder.resolve("desk/.git"), says.formatted(repository.commonDirectory()));

        assertThatThrownBy(() -> repository.worktreeEntry(folder.resolve("desk")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no worktree of");
    }

    @Test
    void aWorktreeOfAnotherRepositoryIsRefused() {
        var other = TestRepository.create(folder.resolve("other"));
        other.git("worktree", "add", "-q", "--detach", "../theirs");

        assertThatThrownBy(() -> repository.worktreeEntry(folder.resolve("theirs")))
                .hasMessageContaining("is no worktree of");
    }
}
