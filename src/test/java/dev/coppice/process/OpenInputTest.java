package dev.coppice.process;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that are talked to while they run, whatever starts them. */
@Timeout(60)
class OpenInputTest {

    private final OpenInput input = new OpenInput();
    private final Capture output = new Capture(10_000);

    static Stream<Launcher> launchers() {
        var walls = Commands.walls().map(HostLauncher::behind);
        return Stream.concat(
                walls,
                Stream.of(
                        new DirectLauncher(), new RedactingLauncher(new HostLauncher(), List.of("}secret", "heard"))));
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void eachLineIsAnsweredBeforeTheNextIsSaid(Launcher launcher) {
        var process = start(launcher, "while read -r line; do echo \"said $line\"; done; echo over");

        for (var line : List.of("one", "two", "three")) {
            input.line(line);
            await().until(() -> output.text().endsWith("said " + line + "\n"));
        }
        input.close();

        assertThat(process.await())
                .isInstanceOfSatisfying(
                        ProcessResult.Exited.class,
                        exited -> assertThat(exited.code()).isZero());
        assertThat(output.text()).isEqualTo("said one\nsaid two\nsaid three\nover\n");
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void whoeverEndsFirstIsNotWaitedFor(Launcher launcher) {
        var process = start(launcher, "read -r line; exit 7");

        input.line("go");

        assertThat(process.await())
                .isInstanceOfSatisfying(
                        ProcessResult.Exited.class,
                        exited -> assertThat(exited.code()).isEqualTo(7));
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("process-input")));
    }

    @Test
    void whoeverReadsNothingHoldsUpNobody() {
        var process = start(new HostLauncher(), "echo up; tail -f /dev/null");
        await().until(() -> output.text().equals("up\n"));

        IntStream.range(0, 5 * OpenInput.MOST_UNREAD).forEach(i -> input.line("line ".repeat(20) + i));
        process.stop();

        assertThat(process.await()).isInstanceOf(ProcessResult.Stopped.class);
    }

    private RunningProcess start(Launcher launcher, String script) {
        return launcher.launch(Commands.shell(script).with(input), output, Output.none());
    }
}
