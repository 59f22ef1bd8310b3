package dev.coppice.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.prompt.HouseFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryNotesTest {

    @TempDir
    Path folder;

    private Path worktree;
    private Path notes;

    @BeforeEach
    void makeWorktree() throws IOException {
        worktree = Files.createDirectory(folder.resolve("worktree"));
        notes = worktree.resolve("CLAUDE.md");
    }

    @Test
    void aRepositoryWithoutNotesAddsNothing() throws IOException {
        assertThat(RepositoryNotes.of(HouseFiles.in(worktree), RepositoryNotes.CLAUDES))
                .isEmpty();

        Files.writeString(notes, " \n");
        assertThat(RepositoryNotes.of(HouseFiles.in(worktree), RepositoryNotes.CLAUDES))
                .isEmpty();
    }

    @Test
    void theNotesStandUnderAHeadingOfOurs() throws IOException {
        Files.writeString(notes, "Be brief.\n");

        assertThat(RepositoryNotes.of(HouseFiles.in(worktree), RepositoryNotes.CLAUDES))
                .isEqualTo("\n## The repository's own notes for agents (CLAUDE.md)\n\nBe brief.\n");
    }

    @Test
    void aLinkWithinTheWorktreeIsFollowed() throws IOException {
        Files.writeString(worktree.resolve("AGENTS.md"), "Be brief.\n");
        Files.createSymbolicLink(notes, Path.of("AGENTS.md"));

        assertThat(RepositoryNotes.of(HouseFiles.in(worktree), RepositoryNotes.CLAUDES))
                .contains("Be brief.");
    }

    @Test
    void aLinkOutOfTheWorktreeIsNot() throws IOException {
        Files.createSymbolicLink(notes, Files.writeString(folder.resolve("secret"), "hidden"));

        assertThat(RepositoryNotes.of(HouseFiles.in(worktree), RepositoryNotes.CLAUDES))
                .isEmpty();
    }

    @Test
    void whatIsNoFileIsNotRead() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", notes.toString()).start().waitFor())
                .isZero();

        assertThat(RepositoryNotes.of(HouseFiles.in(worktree), RepositoryNotes.CLAUDES))
                .isEmpty();
    }

    @Test
    void ofNotesThatAreTooLongTheBeginningIsTaken() throws IOException {
        Files.writeString(notes, "x".repeat(RepositoryNotes.LIMIT) + "END");

        assertThat(RepositoryNotes.of(HouseFiles.in(worktree), RepositoryNotes.CLAUDES))
                .hasSizeLessThan(RepositoryNotes.LIMIT + 200)
                .doesNotContain("END")
                .endsWith("(The rest of CLAUDE.md is left out here.)\n");
    }
}
