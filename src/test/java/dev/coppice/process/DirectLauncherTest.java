package dev.coppice.process;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectLauncherTest {

    private final Capture output = new Capture(1000);
    private final Runaway runaway = Runaway.next();

    @Test
    void theCommandRunsWithExactlyTheGivenEnvironment() {
        var environment = Map.of("PATH", System.getenv("PATH"), "ONLY", "this");
        var command = new Command(List.of("env"), Path.of("/"), environment, "", Commands.LONG);

        new DirectLauncher().launch(command, output, Output.none()).await();

        assertThat(output.text().lines()).containsExactlyInAnyOrder("PATH=" + System.getenv("PATH"), "ONLY=this");
    }

    @Test
    void aStopEndsTheCommandAndItsChildren() {
        String sleep = "sleep 300." + runaway.number();
        var script = "trap '' TERM; " + sleep + " & " + sleep;
        var running = new DirectLauncher().launch(Commands.shell(script), Output.none(), Output.none());
        await().until(() -> runaway.survivors().size() >= 3);

        running.stop();

        assertThat(running.await()).isEqualTo(new ProcessResult.Stopped(137));
        assertThat(runaway.survivors()).isEmpty();
    }

    @Test
    void aMissingProgramIsNamed() {
        var command = new Command(List.of("no-such-git"), Path.of("/"), Map.of(), "", Commands.LONG);

        var result = new DirectLauncher().launch(command, output, Output.none()).await();

        assertThat(result)
                .isInstanceOfSatisfying(
                        ProcessResult.NotStarted.class,
                        not -> assertThat(not.reason()).contains("no-such-git"));
    }
}
