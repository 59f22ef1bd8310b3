package dev.coppice.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a worktree and in a commit the same files are found. */
class HouseFilesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256"})
    void filesAndLinksWithinTheRepositoryAreFoundAndNothingElse(String format) throws IOException {
        Files.writeString(folder.resolve("secret"), "hidden\n");
        var user = TestRepository.create(folder.resolve("user"), "--object-format=" + format);
        user.write("docs/agents.md", "Tabs, never spaces.\n");
        Files.createSymbolicLink(user.directory().resolve("AGENTS.md"), Path.of("docs/agents.md"));
        Files.createSymbolicLink(user.directory().resolve("CLAUDE.md"), Path.of("../secret"));
        user.write("CONTRIBUTING.md/is-a-folder", "x\n");
        var commit = user.commitAll("Tell agents");

        var here = HouseFiles.in(user.directory());
        var committed = HouseFiles.of(user.open(), commit);

        assertThat(here.there()).containsExactly("AGENTS.md");
        assertThat(committed.there()).containsExactly("AGENTS.md");
        assertThat(here.beginning("AGENTS.md", 5)).contains("Tabs,".getBytes(UTF_8));
        assertThat(committed.beginning("AGENTS.md", 5)).contains("Tabs,".getBytes(UTF_8));
        assertThat(committed.beginning("AGENTS.md", 100)).contains("Tabs, never spaces.\n".getBytes(UTF_8));
    }

    @Test
    void emptyFilesAreThereToo() {
        var user = TestRepository.create(folder.resolve("user"));
        HouseFiles.NAMES.forEach(name -> user.write(name, ""));
        var commit = user.commitAll("Say nothing");

        assertThat(HouseFiles.in(user.directory()).there()).isEqualTo(HouseFiles.NAMES);
        assertThat(HouseFiles.of(user.open(), commit).there()).isEqualTo(HouseFiles.NAMES);
    }

    @Test
    void whatIsGitsOwnIsNoFileOfTheRepository() throws IOException {
        var user = TestRepository.create(folder.resolve("user"));
        Files.createSymbolicLink(user.directory().resolve("CLAUDE.md"), Path.of(".git/config"));
        var commit = user.commitAll("Look into git");

        assertThat(HouseFiles.in(user.directory()).there()).isEmpty();
        assertThat(HouseFiles.of(user.open(), commit).there()).isEmpty();
    }

    @Test
    void aLinkToWhatIsIgnoredAndLiesThereAllTheSameIsNotFollowed() throws IOException {
        var user = TestRepository.create(folder.resolve("user"));
        user.write(".gitignore", ".env\n");
        Files.createSymbolicLink(user.directory().resolve("CLAUDE.md"), Path.of(".env"));
        var commit = user.commitAll("Ask for secrets");
        user.write(".env", "KEY=1\n");

        assertThat(HouseFiles.in(user.directory()).there()).isEmpty();
        assertThat(HouseFiles.of(user.open(), commit).there()).isEmpty();
    }
}
