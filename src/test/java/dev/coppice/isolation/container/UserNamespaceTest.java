package dev.coppice.isolation.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Root's podman with a user namespace. Only crun maps mounts, and it refuses hosts that have cgroups of both versions: there it is run where
 * the second kind is out of sight.
 */
class UserNamespaceTest {

    private static final String OUT_OF_SIGHT = """
            #!/bin/sh
            exec unshare --mount --propagation private sh -c 'umount /sys/fs/cgroup/unified 2>/dev/null; exec podman "$@"' sh "$@"
            """;

    @TempDir
    Path folder;

    private Engine engine() throws IOException {
        var podman = folder.resolve("podman");
        Files.writeString(podman, OUT_OF_SIGHT);
        Files.setPosixFilePermissions(podman, PosixFilePermissions.fromString("rwx------"));
        var usual = TestEngine.engine().words();
        return new Engine(Engine.Kind.PODMAN, List.of(podman.toString())).with(usual.subList(1, usual.size()));
    }

    @Test
    void rootInAContainerIsNobodyOnTheHostAndItsFilesAreTheOwners() throws IOException {
        var image = TestEngine.require().image();
        assumeFalse(TestEngine.isDocker(), "docker maps no mounts");
        var config = TestEngine.config(Map.of("coppice.container.user-namespace", "required"));
        var probed = new WayProbe(config, folder).probe(engine(), image);
        assumeTrue(probed instanceof WayProbe.Probed.Works, () -> "no user namespace here: " + probed);
        var way = ((WayProbe.Probed.Works) probed).way();

        var work = new AContainedWorktree(folder.toRealPath().resolve("work"), engine(), way, image, Map.of());

        assertThat(work.demand("cat /proc/self/uid_map").strip()).doesNotStartWith("0          0");
        assertThat(work.demand("echo x > made.txt; git add made.txt; git commit -qm made; git log -1 --format=%s"))
                .isEqualTo("made");
        assertThat(User.owner(work.worktree.resolve("made.txt"))).isEqualTo(User.own());
    }

    @Test
    void whereOneIsRequiredAndCannotBeHadNothingRuns() {
        var image = TestEngine.require().image();
        var config = TestEngine.config(Map.of("coppice.container.user-namespace", "required"));

        var probed = new WayProbe(config, folder).probe(TestEngine.engine(), image);

        switch (probed) {
            case WayProbe.Probed.Works(var way) ->
                assertThat(way.hasUserNamespace()).isTrue();
            case WayProbe.Probed.Fails(var reason) ->
                assertThat(reason).contains(TestEngine.engine().name());
            case WayProbe.Probed.Untried(var why) -> throw new AssertionError(why);
        }
    }
}
