package dev.coppice.isolation.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines that start a container and yet are of no use, each played by a script. */
class WayProbeTest {

    private static final String WRITES = "for last; do :; done; echo inside > \"$last/answer\"; echo inside; ";

    @TempDir
    Path folder;

    private WayProbe.Probed probe(String script) throws IOException {
        var file =
                Files.writeString(folder.resolve("docker"), "#!/bin/sh\n[ \"$1\" = run ] || exit 0\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new WayProbe(TestEngine.config(Map.of()), folder.resolve("own"))
                .probe(new Engine(Engine.Kind.DOCKER, List.of(file.toString())), "image");
    }

    private static String reason(WayProbe.Probed probed) {
        return probed instanceof WayProbe.Probed.Fails(var reason) ? reason : "";
    }

    @Test
    void oneThatDoesWhatItShouldIsTaken() throws IOException {
        assertThat(probe(WRITES)).isInstanceOf(WayProbe.Probed.Works.class);
    }

    @Test
    void oneThatIgnoresLimitsIsNot() throws IOException {
        var probed = probe(
                WRITES + "echo 'Resource limits are not supported and ignored on cgroups V1 rootless systems' >&2");

        assertThat(reason(probed)).contains("ignored", "coppice.container.memory");
    }

    @Test
    void oneWhoseMountsAreSomewhereElseIsNot() throws IOException {
        assertThat(reason(probe("echo inside"))).contains("does not reach");
    }

    @Test
    void oneThatMakesFilesOfAnotherUserIsNot() throws IOException {
        assumeTrue(User.own().isRoot(), "only root gives files away");

        assertThat(reason(probe(WRITES + "chown 1234 \"$last/answer\""))).contains("user 1234");
    }

    @Test
    void whatAnEngineComplainsOfIsTold() throws IOException {
        assertThat(reason(probe("echo 'no space left' >&2; exit 125"))).contains("docker cannot run", "no space left");
        assertThat(folder.resolve("own")).isEmptyDirectory();
    }
}
