package dev.coppice.isolation.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engine is taken, and what is said of those that are not. */
class EnginesTest {

    @TempDir
    Path folder;

    private void program(String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Engines engines(Map<String, String> settings) {
        return new Engines(TestEngine.config(settings), Map.of("PATH", folder.toString()));
    }

    private static final Map<String, String> ANY =
            Map.of("coppice.container.engine", "auto", "coppice.container.engine-options", "");

    @Test
    void whereThereIsNoneEachIsNamed() {
        var look = engines(ANY).look();

        assertThat(look.answering()).isEmpty();
        assertThat(look.reasons())
                .containsExactly("there is no program podman on PATH", "there is no program docker on PATH");
        assertThat(engines(ANY).areInstalled()).isFalse();
    }

    @Test
    void aClientWhoseDaemonIsAwayIsOfNoUseAndSaysWhy() throws IOException {
        program("docker", "echo 'Cannot connect to the Docker daemon' >&2; exit 1");

        var look = engines(ANY).look();

        assertThat(look.answering()).isEmpty();
        assertThat(look.reasons()).contains("docker does not answer: Cannot connect to the Docker daemon");
    }

    @Test
    void theFirstThatAnswersComesFirstAndTheOthersFollow() throws IOException {
        program("podman", "echo 4.3.1");
        program("docker", "echo 28.2.2");

        assertThat(engines(ANY).look().answering())
                .extracting(Engines.Answering::words)
                .containsExactly("podman 4.3.1", "docker 28.2.2");
    }

    @Test
    void aProgramThatIsNamedIsTheOnlyOne() throws IOException {
        program("podman", "echo 4.3.1");
        program("my-docker", "echo 28.2.2");

        var look = engines(Map.of(
                        "coppice.container.engine", "auto",
                        "coppice.container.engine-options", "",
                        "coppice.container.program", folder.resolve("my-docker").toString()))
                .look();

        assertThat(look.answering()).extracting(Engines.Answering::words).containsExactly("docker 28.2.2");
    }

    @Test
    void everyLineIsTheSameForBothEnginesButForWhatOnlyOneKnows() {
        var config = TestEngine.config(Map.of());
        var start = new RunLine.Start(
                "coppice-x",
                Map.of(),
                List.of(Mount.writable(folder)),
                folder,
                true,
                "image",
                "script",
                List.of("word"));
        var docker = new Engine(Engine.Kind.DOCKER, List.of("docker"));
        var way = new Way(List.of(), List.of("--user", "1000:1000"), false, false, "no user namespace");

        var line = new RunLine(config, docker, way).of(start);

        assertThat(line)
                .startsWith("docker", "run")
                .doesNotContain("--http-proxy=false")
                .contains(
                        "--read-only",
                        "--cap-drop=ALL",
                        "--security-opt=no-new-privileges",
                        "--user",
                        "1000:1000",
                        "none",
                        "512m");
        assertThat(line).endsWith("--entrypoint", "sh", "image", "-c", "script", "coppice", "word");
    }
}
