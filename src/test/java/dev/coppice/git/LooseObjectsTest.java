package dev.coppice.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LooseObjectsTest {

    private static final CommitMessage MESSAGE =
            CommitMessage.of(new ExecutionId("exec_12345678"), new TaskNumber("1.1"), 1, "Grüße", "");

    @TempDir
    Path folder;

    private Path file(TestRepository user, String name) {
        return user.directory()
                .resolve(".git/objects")
                .resolve(name.substring(0, 2))
                .resolve(name.substring(2));
    }

    private static TreeId newTree(TestRepository user) {
        user.write("new.txt", "new\n");
        user.git("add", "new.txt");
        return new TreeId(user.git("write-tree"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256"})
    void aBlobIsWhatGitWouldHaveMade(String format) {
        var user = TestRepository.create(folder, "--object-format=" + format);

        var blob = user.open().objects().blob("mark\n");

        assertThat(user.git("cat-file", "blob", blob.sha())).isEqualTo("mark");
        assertThat(user.open().objects().nameOfBlob("mark\n")).isEqualTo(blob);
        assertThat(user.git("fsck", "--strict")).doesNotContain("error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256"})
    void aCommitIsWhatGitWouldHaveMade(String format) {
        var user = TestRepository.create(folder, "--object-format=" + format);
        var tree = newTree(user);

        var commit = user.open().objects().commit(tree, user.head(), MESSAGE);

        assertThat(user.git("show", "-s", "--format=%T %P%n%an <%ae> %cn <%ce>%n%B", commit.sha()))
                .isEqualTo(tree.sha() + " " + user.head()
                        + "\nCoppice <coppice@noreply.invalid> Coppice <coppice@noreply.invalid>\n"
                        + MESSAGE.text().strip());
        assertThat(user.git("show", "-s", "--format=%ad", "--date=format-local:%z", commit.sha()))
                .matches("[+-]\\d{4}");
        user.git("update-ref", "refs/coppice/exec_12345678/tip", commit.sha());
        assertThat(user.git("fsck", "--strict")).doesNotContain("error");
    }

    @Test
    void anObjectIsAFileThatNobodyMayWriteAndNothingIsLeftBesideIt() throws Exception {
        var user = TestRepository.create(folder);

        var blob = user.open().objects().blob("mark\n");
        user.open().objects().blob("mark\n");

        var file = file(user, blob.sha());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .doesNotContain("w");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**tmp_obj*");
    }

    @Test
    void aTreeThatHasBeenClearedAwayMakesNoCommit() throws Exception {
        var user = TestRepository.create(folder);
        var tree = newTree(user);
        var objects = user.open().objects();
        Files.delete(file(user, tree.sha()));

        assertThatThrownBy(() -> objects.commit(tree, user.head(), MESSAGE)).isInstanceOf(GitFailure.class);
    }

    @Test
    void aTreeInAPackWillDo() {
        var user = TestRepository.create(folder);
        user.git("repack", "-adq");
        var tree = new TreeId(user.git("rev-parse", "HEAD^{tree}"));

        var commit = user.open().objects().commit(tree, user.head(), MESSAGE);

        assertThat(user.git("rev-parse", commit + "^{tree}")).isEqualTo(tree.sha());
    }

    @Test
    void whereTheRepositoryIsSharedGitSetsTheRights() throws Exception {
        var user = TestRepository.create(folder, "--shared=0660");
        var tree = newTree(user);

        var commit = user.open().objects().commit(tree, user.head(), MESSAGE);
        var blob = user.open().objects().blob("mark\n");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(user, commit.sha()))))
                .isEqualTo("r--r-----");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(user, blob.sha()))))
                .isEqualTo("r--r-----");
    }
}
