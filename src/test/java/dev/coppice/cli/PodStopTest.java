package dev.coppice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.kubernetes.Rendered;
import dev.coppice.worker.Worker;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pod is given the time that its service may need to stop in order. */
class PodStopTest {

    private static final Duration TO_GO_DOWN = Duration.ofSeconds(15);

    @ParameterizedTest
    @CsvSource({"demo, coppice-api", "demo, coppice-worker", "production, coppice-api", "production, coppice-worker"})
    void thePodIsGivenTheTimeThatItsServiceMayNeed(String overlay, String name) {
        var workload = Rendered.of(overlay).workload(name);
        var before = workload.container().getLifecycle().getPreStop().getExec().getCommand();
        var grace = workload.container().getEnv().stream()
                .filter(variable -> variable.getName().equals("COPPICE_SERVE_GRACE"))
                .map(variable -> DurationConverter.parseDuration(variable.getValue()))
                .findFirst()
                .orElseThrow();

        assertThat(before).hasSize(2).startsWith("sleep");
        assertThat(Duration.ofSeconds(workload.pod().getTerminationGracePeriodSeconds()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(Long.parseLong(before.getLast()))
                        .plus(grace)
                        .plus(ServiceWork.TO_GIVE_BACK)
                        .plus(Worker.TO_GIVE_BACK)
                        .plus(TO_GO_DOWN));
    }
}
