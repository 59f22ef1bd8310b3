package dev.coppice.process;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Another Coppice's process is ended only if it is that very one. */
class LeftoversTest {

    enum Difference {
        START,
        NO_START,
        BOOT
    }

    private final Runaway runaway = Runaway.next();
    private RunningProcess running;

    @AfterEach
    void end() {
        running.stop();
        running.await();
    }

    @ParameterizedTest
    @MethodSource("dev.coppice.process.Commands#walls")
    void theRightIdentityEndsTheTree(Wall wall) {
        start(wall, runaway.sleeping());

        boolean killed = Leftovers.end(identity());

        assertThat(killed).isTrue();
        assertThat(runaway.survivors()).isEmpty();
        assertThat(Leftovers.end(identity())).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anotherProcessWithTheSamePidIsLeftAlone(Difference difference) {
        start(Wall.PLAIN, runaway.sleeping());

        boolean killed = Leftovers.end(withA(difference));

        assertThat(killed).isFalse();
        assertThat(runaway.isRunning()).isTrue();
    }

    private void start(Wall wall, String script) {
        running = HostLauncher.behind(wall).launch(Commands.shell(script), Output.none(), Output.none());
        await().until(runaway::isRunning);
    }

    private ProcessIdentity identity() {
        return running.identity().orElseThrow();
    }

    private ProcessIdentity withA(Difference difference) {
        var right = identity();
        return switch (difference) {
            case START -> new ProcessIdentity(right.pid(), right.started() + 1, right.boot());
            case NO_START -> new ProcessIdentity(right.pid(), 0, right.boot());
            case BOOT -> new ProcessIdentity(right.pid(), right.started(), UUID.randomUUID());
        };
    }
}
