package dev.coppice.isolation.dagger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.TestRepository;
import dev.coppice.process.Command;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that the repository describes. */
class BaseTest {

    private static final String WORDS = "containerfile:box/Containerfile";

    @TempDir
    Path folder;

    private TestRepository repository;
    private Path stage;

    @BeforeEach
    void makeRepository() throws IOException {
        repository = TestRepository.create(folder.resolve("repository"));
        stage = Files.createDirectory(folder.resolve("stage"));
    }

    @Test
    void anImageIsBuiltByAFileOfTheRepositoryAsItsCommitHasIt() throws IOException {
        repository.write("box/Containerfile", "FROM debian:13\n");
        repository.write("outside.txt", "secret\n");
        var commit = repository.commitAll("an image");
        repository.write("box/Containerfile", "FROM evil\n");

        var base = Base.of(WORDS, repository.open(), commit).ready(stage);

        assertThat(base).isEqualTo(new Base.Built(stage.resolve("image"), "Containerfile"));
        assertThat(stage.resolve("image")).isDirectoryNotContaining(file -> !file.endsWith("Containerfile"));
        for (var schema : Stream.concat(Stream.of(Schemas.own()), Schemas.published().stream())
                .toList()) {
            try (var engine = new StubEngine(schema, folder)) {
                assertThat(run(engine, base))
                        .isInstanceOfSatisfying(
                                ProcessResult.Exited.class,
                                exited -> assertThat(exited.code()).isEqualTo(4));
                assertThat(engine.objections()).isEmpty();
                assertThat(engine.resolver().images()).containsOnly("FROM debian:13\n");
            }
        }
    }

    private ProcessResult run(StubEngine engine, Base base) {
        var attempt = new DaggerLauncher.Attempt("attempt", base, stage, List.of());
        var command =
                new Command(List.of("sh", "-c", "exit 4"), repository.directory(), Map.of(), "", Duration.ofMinutes(2));
        try (var launcher = new DaggerLauncher(TestDaggerConfig.inSessionOf(engine), attempt)) {
            return launcher.launch(command, Output.none(), Output.none()).await();
        }
    }

    @Test
    void anImageThatNoFileOfTheCommitDescribesIsRefused() {
        assertThat(Base.of(WORDS, repository.open(), repository.head()).objection())
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("has no file box/Containerfile to build an image by"));
    }
}
