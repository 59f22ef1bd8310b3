package dev.coppice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HierarchyTest {

    @Test
    void bothVersionsOfTheKernelsInterfaceAreRead() {
        var first = "36 31 0:35 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory";
        var second = "41 31 0:38 /user /sys/fs/cgroup rw shared:9 - cgroup2 cgroup2 rw,nsdelegate";
        var memberships = List.of("4:memory:/jobs/7", "0::/user/1000.slice");

        assertThat(Hierarchy.of(first, memberships))
                .contains(new Hierarchy(Path.of("/sys/fs/cgroup/memory/jobs/7"), false, List.of("rw", "memory")));
        assertThat(Hierarchy.of(second, memberships))
                .contains(new Hierarchy(Path.of("/sys/fs/cgroup/1000.slice"), true, List.of()));
        assertThat(Hierarchy.of("31 23 0:28 / /sys rw - tmpfs tmpfs rw", memberships))
                .isEmpty();
        assertThat(Hierarchy.of(first, List.of("0::/elsewhere"))).isEmpty();
        assertThat(Hierarchy.of("41 31 0:38 /other /sys/fs/cgroup rw - cgroup2 cgroup2 rw", memberships))
                .isEmpty();
    }
}
