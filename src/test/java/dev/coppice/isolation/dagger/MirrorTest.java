package dev.coppice.isolation.dagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {

    @TempDir
    Path folder;

    private Path from;
    private Path to;
    private Path outside;

    @BeforeEach
    void makeFolders() throws IOException {
        from = Files.createDirectory(folder.resolve("from"));
        to = Files.createDirectory(folder.resolve("to"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("file"), "outside");
    }

    @Test
    void nothingIsWrittenOrDeletedThroughALinkThatWasThere() throws IOException {
        Files.createSymbolicLink(to.resolve("d"), outside);
        Files.createSymbolicLink(to.resolve("gone"), outside);
        Files.createSymbolicLink(to.resolve("f"), outside.resolve("file"));
        Files.createDirectory(from.resolve("d"));
        Files.writeString(from.resolve("d/new"), "new");
        Files.writeString(from.resolve("f"), "mine");

        Mirror.bringBack(from, to, List.of());

        assertThat(outside.resolve("file")).hasContent("outside");
        assertThat(outside).isDirectoryNotContaining("glob:**new");
        assertThat(to.resolve("d/new")).hasContent("new");
        assertThat(to.resolve("f")).hasContent("mine");
        assertThat(to.resolve("gone")).doesNotExist();
    }

    @Test
    void aLinkThatComesBackIsNotFollowed() throws IOException {
        Files.createSymbolicLink(from.resolve("d"), outside);
        Files.createDirectory(to.resolve("d"));
        Files.writeString(to.resolve("d/file"), "inside");

        Mirror.bringBack(from, to, List.of());

        assertThat(Files.readSymbolicLink(to.resolve("d"))).isEqualTo(outside);
        assertThat(outside.resolve("file")).hasContent("outside");
    }

    @Test
    void whatIsLeftOutStaysAndIsNotReplaced() throws IOException {
        Files.writeString(to.resolve(".git"), "ours");
        Files.createDirectories(from.resolve(".git/hooks"));

        Mirror.bringBack(from, to, List.of(".git"));

        assertThat(to.resolve(".git")).isRegularFile().hasContent("ours");
    }

    @Test
    void whatHasNotChangedKeepsItsTime() throws IOException {
        var time = FileTime.fromMillis(1_000_000_000_000L);
        Files.writeString(to.resolve("f"), "same");
        Files.setLastModifiedTime(to.resolve("f"), time);
        Files.writeString(from.resolve("f"), "same");

        Mirror.bringBack(from, to, List.of());

        assertThat(Files.getLastModifiedTime(to.resolve("f"))).isEqualTo(time);
    }
}
