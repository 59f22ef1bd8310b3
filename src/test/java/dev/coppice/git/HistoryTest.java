package dev.coppice.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256"})
    void theFirstParentChainIsReadWithItsTrailers(String format) {
        var user = TestRepository.create(folder.resolve("user"), "--object-format=" + format);
        var repository = user.open();
        var base = user.head();
        user.git("checkout", "-q", "-b", "side");
        user.write("side.txt", "side\n");
        user.commitAll("forged\n\nCoppice-Task: 9");
        user.git("checkout", "-q", "main");
        user.git("merge", "-q", "--no-ff", "-m", "merge\n\nCoppice-Task: 1", "side");
        var merge = user.head();
        var landed = landing(repository, merge);

        var chain = repository.history().firstParents(landed, base);

        assertThat(repository.history().commit(merge)).contains(chain.get(1));
        assertThat(repository
                        .history()
                        .commit(new CommitId("1".repeat(merge.sha().length()))))
                .isEmpty();
        assertThat(chain).extracting(Commit::id).containsExactly(landed, merge);
        assertThat(chain.get(0).trailers()).containsEntry("Coppice-Task", "2").containsEntry("Coppice-Attempt", "1");
        assertThat(chain.get(0).parents()).containsExactly(merge);
        assertThat(chain.get(1).trailers()).containsEntry("Coppice-Task", "1");
        assertThat(chain.get(1).parents()).hasSize(2);
    }

    private static CommitId landing(GitRepository repository, CommitId parent) {
        var message = CommitMessage.of(new ExecutionId("exec_12345678"), new TaskNumber("2"), 1, "é", "");
        return repository.objects().commit(repository.history().treeOf(parent), parent, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256"})
    void filesAndDifferencesAreReadFromCommits(String format) throws IOException {
        var user = TestRepository.create(folder.resolve("user"), "--object-format=" + format);
        var base = user.head();
        user.write("plan/Ünïcode \"plan\".md", "# Plan\n");
        TestRepository.git(user.directory(), "rm", "-q", "a.txt");
        var tip = user.commitAll("second");
        Files.delete(user.directory().resolve("plan/Ünïcode \"plan\".md"));
        var history = user.open().history();

        assertThat(history.file(tip, "plan/Ünïcode \"plan\".md").map(HistoryTest::text))
                .contains("# Plan\n");
        assertThat(history.file(base, "plan/Ünïcode \"plan\".md")).isEmpty();
        assertThat(history.file(tip, "plan")).isEmpty();
        assertThat(history.changedPaths(base, tip)).isEqualTo(List.of("a.txt", "plan/Ünïcode \"plan\".md"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256"})
    void readingLeavesNoFileBehind(String format) throws IOException {
        var user = TestRepository.create(folder.resolve("user"), "--object-format=" + format);
        user.git("gc", "-q");
        var repository = user.open();
        var before = names(user.directory().resolve(".git"));

        repository.history().file(user.head(), "a.txt");

        assertThat(names(user.directory().resolve(".git"))).isEqualTo(before);
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
