package dev.coppice.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryLockTest {

    /** Another process, which counts up a number in a file as often as it is told, each time in its turn. */
    static final class Counter {

        private Counter() {}

        /** The common directory, the file, how often. */
        public static void main(String... arguments) throws IOException {
            for (int time = 0; time < Integer.parseInt(arguments[2]); time++) {
                RepositoryLock.of(Path.of(arguments[0])).during(() -> {
                    var file = Path.of(arguments[1]);
                    int number = Integer.parseInt(Files.readString(file).strip());
                    Files.writeString(file, (number + 1) + "\n");
                });
            }
        }
    }

    @TempDir
    Path folder;

    private Path common;

    @BeforeEach
    void makeDirectory() throws IOException {
        common = Files.createDirectory(folder.resolve("common"));
    }

    @Test
    void processesTakeTurns() throws Exception {
        var number = Files.writeString(folder.resolve("number"), "0\n");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Counter.class.getName(),
                common.toString(),
                number.toString(),
                "200");

        var first = new ProcessBuilder(command).inheritIO().start();
        var second = new ProcessBuilder(command).inheritIO().start();

        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(Files.readString(number)).isEqualTo("400\n");
    }

    @Test
    void threadsOfOneProcessTakeTurns() throws Exception {
        var number = Files.writeString(folder.resolve("number"), "0\n");
        Callable<Void> fiveTimes = () -> {
            Counter.main(common.toString(), number.toString(), "5");
            return null;
        };

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(Collections.nCopies(20, fiveTimes))) {
                done.get();
            }
        }

        assertThat(Files.readString(number)).isEqualTo("100\n");
    }

    @Test
    void aFailureGivesTheTurnUp() throws IOException {
        assertThatThrownBy(() -> RepositoryLock.of(common).during(() -> {
                    throw new IOException("broken");
                }))
                .hasMessage("broken");

        var done = new AtomicInteger();
        RepositoryLock.of(common).during(done::incrementAndGet);
        assertThat(done).hasValue(1);
    }

    @Test
    void aPlantedLinkIsNotFollowed() throws IOException {
        var target = folder.resolve("target");
        Files.createSymbolicLink(common.resolve("coppice-turn.lock"), target);

        assertThatThrownBy(() -> RepositoryLock.of(common).during(() -> {
                    throw new AssertionError("locked through a link");
                }))
                .isInstanceOf(GitFailure.class)
                .hasMessageContaining("is not a file; remove it");
        assertThat(target).doesNotExist();
    }
}
