package dev.coppice.agent.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.Recording;
import dev.coppice.agent.RecordingLauncher;
import dev.coppice.fakemodel.FakeModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How the real codex and opencode CLIs end, and what that means. With {@code -Dcoppice.test.record=true} each case is recorded anew for
 * {@link RecordedCliTest}.
 */
class RealCliEndsTest {

    @TempDir
    Path folder;

    static Stream<CliCase> cases() {
        return TestedCli.allEnds();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyEndMeansWhatItShould(CliCase run) throws IOException {
        var real = new RealCli(run.cli(), folder);
        var launcher = new RecordingLauncher(RealCli.launcher());
        try (var model = FakeModel.start(run.scenario())) {
            var report = real.work(model, run.settings(), run.variables(), RealCli.LONG, launcher, _ -> {});

            if (Boolean.getBoolean("coppice.test.record")) {
                Recording.of(run.cli().agent(), run.name())
                        .write(real.worktree(), launcher.output, launcher.errors, launcher.ended);
            }
            run.meaning().accept(report.result());
            assertThat(real.processesLeft()).isEmpty();
        }
    }
}
