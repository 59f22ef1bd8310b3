package dev.coppice.process;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process is tied to the JVM's life and not to the life of the thread that asked for it. */
class SpawnerTest {

    private static final String TALKING = "while :; do echo x; sleep 0.05; done";

    private final AtomicLong heard = new AtomicLong();
    private final Output listening = (_, length) -> heard.addAndGet(length);

    @ParameterizedTest
    @MethodSource("dev.coppice.process.Commands#walls")
    void aProcessOutlivesThePlatformThreadThatAskedForIt(Wall wall) throws Exception {
        staysAlive(wall, Thread.ofPlatform(), Duration.ofMillis(500));
    }

    /** An idle carrier thread goes away after 30 seconds, and with it would go what it has forked. */
    @ParameterizedTest
    @MethodSource("dev.coppice.process.Commands#walls")
    @EnabledIfEnvironmentVariable(
            named = "COPPICE_SLOW_TESTS",
            matches = "true",
            disabledReason = "takes 35 seconds per wall")
    void aProcessOutlivesTheCarrierOfTheVirtualThreadThatAskedForIt(Wall wall) throws Exception {
        staysAlive(wall, Thread.ofVirtual(), Duration.ofSeconds(35));
    }

    @Test
    void anInterruptedCallerStillGetsItsProcess() throws Exception {
        Thread.currentThread().interrupt();

        var process = Spawner.start(new ProcessBuilder("true"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aFailureNamesTheProgram() {
        assertThatThrownBy(() -> Spawner.start(new ProcessBuilder("/no/such/program")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/program");
    }

    private void staysAlive(Wall wall, Thread.Builder kind, Duration time) throws Exception {
        var process = new AtomicReference<RunningProcess>();
        var asking = kind.start(
                () -> process.set(HostLauncher.behind(wall).launch(Commands.shell(TALKING), listening, Output.none())));
        asking.join();

        await().during(time).atMost(time.plusSeconds(30)).until(this::isTalking);

        process.get().stop();
        assertThat(process.get().await()).isEqualTo(new ProcessResult.Stopped(143));
    }

    private boolean isTalking() {
        long before = heard.get();
        await().until(() -> heard.get() > before);
        return true;
    }
}
