package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Client commands as processes of their own, while their service comes and goes. */
class ClientIT extends AServedFolder {

    @Test
    void whoeverWatchesMayGoAndTheServiceMayBeRestarted() {
        var plan = repository.write("plans/sample.md", SamplePlans.independent(2));
        var first = serve("--agent-command", gatedAgent(), "--workers", "2");
        var execution = coppice.run("submit", plan.toString()).standardOutput().strip();
        first.awaitPhase(execution, "1.1", "running");

        var interrupted = coppice.start("watch", execution);
        Waiting.until(() -> interrupted.standardError().contains("1.1  running"));
        interrupted.process().destroy();

        assertThat(interrupted.exitCode()).isEqualTo(130);
        assertThat(interrupted.standardError())
                .contains(execution + " goes on; to watch it again: coppice watch " + execution);
        first.get("/" + execution + "/status").then().statusCode(200);
        var watch = coppice.start("watch", "latest", "--json");
        Waiting.until(() -> watch.standardError().contains("1.1  running"));
        first.process().process().destroyForcibly();
        Waiting.until(() -> watch.standardError().contains("does not answer"));
        SamplePlans.write(folder.resolve("gate"), "");
        serve("--agent-command", gatedAgent(), "--workers", "2");

        assertThat(watch.exitCode()).as(watch.standardError()).isZero();
        assertThat(watch.standardError())
                .contains("the service answers again")
                .contains("completed: 2 of 2 tasks completed");
        assertThat(watch.standardOutput())
                .startsWith("{\"execution_id\":\"" + execution + "\",\"status\":\"completed\"");
    }

    @Test
    void aClientStartsNothingHereWhateverIsWrongWithTheSettings() {
        coppice = new PackagedCoppice(
                home,
                repository.folder(),
                Map.of("COPPICE_SERVER", "http://127.0.0.1:1", "COPPICE_SANDBOX_ISOLATION", "nonsense"));

        var list = coppice.run("list");

        assertThat(list.exitCode()).isEqualTo(3);
        assertThat(list.standardError())
                .startsWith("coppice: http://127.0.0.1:1 does not answer (connection refused)")
                .hasLineCount(1);
        assertThat(home).doesNotExist();
    }
}
