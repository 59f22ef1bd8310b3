package dev.coppice.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.ChangedFile.Change;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DifferencesTest {

    @TempDir
    Path folder;

    private TestRepository user;
    private CommitId base;

    private void begin(String... options) {
        user = TestRepository.create(folder.resolve("user"), options);
        user.write("old name.txt", "a\nb\nc\nd\ne\nf\n");
        base = user.commitAll("base");
    }

    private String patch(CommitId to) {
        return new String(user.open().differences().patch(base, to).orElseThrow(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256"})
    void everyKindOfChangeIsTold(String format) throws IOException {
        begin("--object-format=" + format);
        user.write("a.txt", "one\n2\n3\nfour\n");
        user.write("new.txt", "x\n");
        user.git("mv", "old name.txt", "new name.txt");
        user.git("rm", "-q", "src/b.txt");
        Files.write(user.directory().resolve("binary"), new byte[] {0, 1, 2});
        Files.createSymbolicLink(user.directory().resolve("link"), Path.of("a.txt"));
        var tip = user.commitAll("all kinds");

        var files = user.open().differences().files(base, tip).orElseThrow();

        assertThat(files)
                .containsExactlyInAnyOrder(
                        new ChangedFile("a.txt", Optional.empty(), Change.MODIFIED, 3, 2, false),
                        new ChangedFile("binary", Optional.empty(), Change.ADDED, 0, 0, true),
                        new ChangedFile("link", Optional.empty(), Change.ADDED, 1, 0, false),
                        new ChangedFile("new name.txt", Optional.of("old name.txt"), Change.RENAMED, 0, 0, false),
                        new ChangedFile("new.txt", Optional.empty(), Change.ADDED, 1, 0, false),
                        new ChangedFile("src/b.txt", Optional.empty(), Change.DELETED, 0, 1, false));
        assertThat(patch(tip))
                .contains(
                        "--- a/a.txt\n+++ b/a.txt\n",
                        "rename from old name.txt",
                        "Binary files /dev/null and b/binary differ");
    }

    @Test
    void aPatchBringsTheOneCommitToTheOther() throws IOException {
        begin();
        user.write("a.txt", "one\n2\n3\nfour\n");
        user.git("mv", "old name.txt", "new name.txt");
        var tip = user.commitAll("changed");
        var file = folder.resolve("it.patch");
        Files.writeString(file, patch(tip));

        user.git("checkout", "-q", base.sha());
        user.git("apply", "--index", file.toString());

        assertThat(user.git("write-tree")).isEqualTo(user.git("rev-parse", tip + "^{tree}"));
    }

    @Test
    void namesOfFilesAreNamesWhateverTheySay() throws IOException {
        begin();
        for (var name :
                new String[] {"--output=stolen", "two\nlines", "quote\"and\ttab", "$(touch stolen)", ":(top)x", "über"
                }) {
            user.write(name, "x\n");
        }
        TestRepository.shell(user.directory(), "printf 'x\\n' > \"$(printf 'not\\377text')\"");
        var tip = user.commitAll("odd names");

        var files = user.open().differences().files(base, tip).orElseThrow();

        assertThat(files)
                .extracting(ChangedFile::path)
                .containsExactlyInAnyOrder(
                        "--output=stolen",
                        "two\nlines",
                        "quote\"and\ttab",
                        "$(touch stolen)",
                        ":(top)x",
                        "über",
                        "not\uFFFDtext");
        assertThat(files).allMatch(file -> file.added() == 1 && file.change() == Change.ADDED);
        assertThat(patch(tip)).contains("+++ \"b/two\\nlines\"", "+++ b/über").doesNotContain("two\nlines");
        assertThat(user.directory().resolve("stolen")).doesNotExist();
        assertThat(user.directory().resolve(".git/stolen")).doesNotExist();
    }

    @Test
    void noProgramOfTheRepositoryIsRun() {
        begin();
        var witness = folder.resolve("witness");
        var program = "sh -c 'echo ran >> " + witness + "; cat \"$1\"' x";
        user.git("config", "diff.external", program);
        user.git("config", "diff.odd.command", program);
        user.git("config", "diff.odd.textconv", program);
        user.git("config", "diff.noprefix", "true");
        user.git("config", "core.pager", program);
        user.write(".git/info/attributes", "* diff=odd\n");
        user.write("a.txt", "changed\n");
        var tip = user.commitAll("changed");

        assertThat(patch(tip)).contains("--- a/a.txt", "+changed");
        assertThat(user.open().differences().files(base, tip).orElseThrow()).hasSize(1);
        assertThat(witness).doesNotExist();
    }

    @Test
    void whatIsTooLargeIsNotBegunToBeTold() {
        begin();
        user.write("large.txt", "0123456789abcde\n".repeat(Differences.LARGEST / 16 + 1));
        var tip = user.commitAll("large");

        assertThat(user.open().differences().patch(base, tip)).isEmpty();
        assertThat(user.open().differences().files(base, tip).orElseThrow())
                .extracting(ChangedFile::added)
                .containsExactly(Differences.LARGEST / 16 + 1);
    }

    @Test
    void nothingDiffersFromItself() {
        begin();

        assertThat(patch(base)).isEmpty();
        assertThat(user.open().differences().files(base, base)).contains(java.util.List.of());
    }
}
