package dev.coppice.isolation.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.git.TestRepository;
import dev.coppice.isolation.ImageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where images come from: the engine's store, a file, or a file of the repository. */
class ImagesTest {

    @TempDir
    Path folder;

    private TestRepository repository;
    private Images images;

    @BeforeEach
    void prepare() {
        repository = TestRepository.create(folder.resolve("repository"));
        images = new Images(TestEngine.config(Map.of()), folder.resolve("own"));
    }

    private Images.Resolved resolve(String words) {
        return switch (GitRepository.open(repository.directory())) {
            case Opening.Opened(var opened) ->
                images.resolve(
                        TestEngine.engine(),
                        words,
                        opened,
                        opened.resolve("HEAD").orElseThrow());
            case Opening.Refused(var reason) -> throw new AssertionError(reason);
        };
    }

    private static Optional<String> reason(Images.Resolved resolved) {
        return resolved instanceof Images.Resolved.Missing(var reason) ? Optional.of(reason) : Optional.empty();
    }

    @Test
    void anImageThatTheEngineHasIsNamedByItsId() {
        var engine = TestEngine.require();

        assertThat(resolve(TestEngine.IMAGE)).isEqualTo(new Images.Resolved.Here(engine.image()));
    }

    @Test
    void oneThatItHasNotIsNotFetchedWhereThatIsForbidden() {
        TestEngine.require();

        assertThat(reason(resolve("localhost/nobody/has-this:1")))
                .hasValueSatisfying(reason -> assertThat(reason).contains(" pull localhost/nobody/has-this:1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci-archive", "docker-archive"})
    void anArchiveIsLoaded(String format) {
        var engine = TestEngine.require();
        assumeFalse(TestEngine.isDocker(), "docker writes one format only");
        var file = folder.toAbsolutePath().resolve("image.tar");
        var saved = TestEngine.engine()
                .ask(
                        AContainedWorktree.LONG,
                        "save",
                        "--quiet",
                        "--format",
                        format,
                        "--output",
                        file.toString(),
                        TestEngine.IMAGE);
        assertThat(saved.succeeded()).as(saved.complaint()).isTrue();

        assertThat(resolve(format + ":" + file)).isEqualTo(new Images.Resolved.Here(engine.image()));
    }

    @Test
    void aFileThatIsNoArchiveIsRefused() throws IOException {
        TestEngine.require();
        var file = Files.writeString(folder.toAbsolutePath().resolve("image.tar"), "no image");

        assertThat(reason(resolve("oci-archive:" + file))).isPresent();
        assertThat(reason(resolve("oci-archive:/nowhere/image.tar"))).isPresent();
    }

    @Test
    void aContainerfileIsBuiltAsItsCommitHasItAndOnceForEachContent() throws IOException {
        TestEngine.require();
        repository.write(".container/Containerfile", "FROM " + TestEngine.IMAGE + "\nCOPY note /note\n");
        repository.write(".container/note", "committed\n");
        repository.commitAll("an image");
        repository.write(".container/note", "not committed\n");

        var first = resolve("containerfile:.container/Containerfile");
        var again = resolve("containerfile:.container/Containerfile");

        assertThat(reason(first)).isEmpty();
        assertThat(again).isEqualTo(first);
        var id = ((Images.Resolved.Here) first).id();
        var work = new AContainedWorktree(
                folder.resolve("work"),
                TestEngine.engine(),
                TestEngine.require().way(),
                id,
                Map.of());
        assertThat(work.demand("cat /note")).isEqualTo("committed");
    }

    @Test
    void aContainerfileThatIsNotCommittedIsRefused() {
        repository.write("box/Containerfile", "FROM scratch\n");

        assertThat(reason(resolve("containerfile:box/Containerfile"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--privileged",
                "a b",
                "oci-archive:relative.tar",
                "containerfile:/etc/passwd",
                "containerfile:../x/y",
                "containerfile:a/../b",
                "containerfile:Containerfile",
                "containerfile:"
            })
    void whatNamesNoImageIsRefusedWithoutAskingTheEngine(String words) {
        assertThat(ImageName.of(words)).isInstanceOf(ImageName.Malformed.class);
    }
}
