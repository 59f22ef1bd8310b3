package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.coppice.database.ServiceNote;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reload in development is a restart like any other: running tasks are given back, and the changed code does them. */
class LiveReloadIT {

    @TempDir
    Path folder;

    private SampleRepository repository;
    private DevelopmentMode development;
    private RunningService service;

    @BeforeEach
    void serve() throws IOException {
        repository = SampleRepository.in(folder.resolve("repository"));
        development = DevelopmentMode.copiedTo(folder.resolve("project"));
        var home = folder.resolve("home");
        var messages = folder.resolve("messages");
        var process = development.start(
                messages,
                "--workers 2 --port " + freePort() + " --repo " + repository.folder(),
                Map.of(
                        "COPPICE_HOME",
                        home.toString(),
                        "COPPICE_SERVE_GRACE",
                        "1s",
                        "COPPICE_API_AGENT_COMMAND",
                        agent()));
        var run = new PackagedCoppice.Run(process, messages, messages);
        service = new RunningService(run, "");
        // Maven may have to fetch what only this mode needs, and compiles everything, beside other tests.
        Waiting.until(() -> ServiceNote.read(home).isPresent() || !process.isAlive(), Duration.ofMinutes(15));
        var note = ServiceNote.read(home);
        assertThat(note).as(run.standardError()).isPresent();
        service = new RunningService(run, note.get().address());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Waits for the gate, and does nothing before. */
    private String agent() {
        return "sh -c 'until test -e \"" + folder.resolve("gate")
                + "\"; do sleep 0.05; done; echo > done-$COPPICE_TASK'";
    }

    @AfterEach
    void stop() throws InterruptedException {
        var process = service.process().process();
        var tree = process.descendants().toList();
        tree.forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            tree.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aReloadGivesRunningTasksBackAndTheChangedCodeDoesThem() throws IOException {
        var execution = service.submit(Map.of("plan_text", SamplePlans.independent(2)));
        service.awaitPhase(execution, "1.1", "running");

        development.change("dev/coppice/cli/ServeApplication.java", "\"serving on", "\"changed, serving on");
        Waiting.until(() -> isReloaded(execution));

        Files.createFile(folder.resolve("gate"));
        service.awaitStatus(execution, "completed");
        assertThat(repository.landed("coppice/" + execution + "/result")).hasSize(2);
        service.get("/" + execution + "/tasks/1.1")
                .then()
                .body("attempts.status", equalTo(List.of("released", "completed")));
    }

    /** Development mode looks for changes when it is asked something, and not twice within two seconds. */
    private boolean isReloaded(String execution) {
        service.get("/" + execution + "/status");
        return service.process().standardError().contains("changed, serving on " + service.address());
    }
}
