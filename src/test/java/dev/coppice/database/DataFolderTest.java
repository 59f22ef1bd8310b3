package dev.coppice.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path temporary;

    @Test
    void aNewFolderIsItsOwnersAloneAndHasItsParts() throws Exception {
        try (var folder = opened(temporary.resolve("new/home"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.root())))
                    .isEqualTo("rwx------");
            assertThat(folder.postgres()).isDirectory();
            assertThat(folder.repositories()).isDirectory();
            assertThat(folder.worktrees()).isDirectory();
            assertThat(folder.logs()).isDirectory();
        }
    }

    @Test
    void theIdStaysTheSame() {
        var first = opened(temporary);
        first.close();

        try (var second = opened(temporary)) {
            assertThat(second.id()).isEqualTo(first.id());
        }
    }

    @Test
    void whoComesSecondIsToldWhoOwnsTheFolder() {
        try (var _ = opened(temporary)) {
            assertThat(DataFolder.open(temporary, "second"))
                    .isEqualTo(new Opening.Owned(ProcessHandle.current().pid(), "first"));
        }
    }

    @Test
    void anotherProcessIsToldTheSame() throws Exception {
        try (var _ = opened(temporary)) {
            assertThat(askAnotherProcess())
                    .isEqualTo("Owned[pid=" + ProcessHandle.current().pid() + ", command=first]");
        }
        assertThat(askAnotherProcess()).startsWith("Opened");
    }

    @Test
    void theOwnerCanBeAskedForWithoutTakingAnything() throws Exception {
        assertThat(DataFolder.owner(temporary.resolve("none"))).isEmpty();
        assertThat(DataFolder.owner(temporary)).isEmpty();
        assertThat(temporary).isEmptyDirectory();
        try (var _ = opened(temporary)) {
            assertThat(DataFolder.owner(temporary))
                    .contains(new Opening.Owned(ProcessHandle.current().pid(), "first"));
            assertThat(askAnotherProcess()).startsWith("Owned");
        }

        assertThat(DataFolder.owner(temporary)).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsAnAnswer() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThat(DataFolder.open(file, "first"))
                .isInstanceOfSatisfying(
                        Opening.Unusable.class,
                        unusable -> assertThat(unusable.reason()).contains(file.toString(), "COPPICE_HOME"));
        assertThat(DataFolder.open(Path.of("/proc/coppice"), "first")).isInstanceOf(Opening.Unusable.class);
    }

    @Test
    void aDamagedIdIsAnAnswerAndGivesTheLockBack() throws Exception {
        Files.writeString(temporary.resolve("id"), "");
        assertThat(DataFolder.open(temporary, "first")).isInstanceOf(Opening.Unusable.class);

        Files.delete(temporary.resolve("id"));

        opened(temporary).close();
    }

    private String askAnotherProcess() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FolderApplication.class.getName(),
                        temporary.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = process.inputReader()) {
            return String.valueOf(output.readLine());
        }
    }

    /** Says what became of its attempt to open a folder. */
    public static final class FolderApplication {
        private FolderApplication() {}

        public static void main(String... arguments) {
            System.out.println(DataFolder.open(Path.of(arguments[0]), "second"));
        }
    }

    private static DataFolder opened(Path home) {
        return switch (DataFolder.open(home, "first")) {
            case Opening.Opened(var folder) -> folder;
            case Opening.Owned owned -> throw new AssertionError(owned);
            case Opening.Unusable unusable -> throw new AssertionError(unusable);
        };
    }
}
