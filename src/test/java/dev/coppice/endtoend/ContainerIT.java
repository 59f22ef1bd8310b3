package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.isolation.container.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mode container in the packaged application, with a real engine where this machine has one. */
class ContainerIT {

    /** The first attempt never ends; it works in a container, where nobody sees the host's processes. */
    private static final String ENDLESS = """
            ## Batch 1: Only

            ### Task 1.1: Take long

            ```sh
            if [ "$COPPICE_ATTEMPT" = 1 ]; then (setsid sh -c 'trap "" TERM; sleep 600' &); sleep 600; fi
            echo done > done.txt
            ```
            """;

    /** A program that speaks like the Claude CLI; it works only with a key, and in a HOME that it may write to. */
    private static final String CLAUDE = """
            #!/bin/sh
            set -e
            cat > made.txt
            [ "$ANTHROPIC_API_KEY" = a-key-that-is-secret ]
            echo "$HOME" > "$HOME/.note"
            cp "$HOME/.note" home.txt
            touch done-1.1
            echo '{"type":"system","subtype":"init","session_id":"s1","model":"m"}'
            echo '{"type":"result","subtype":"success","is_error":false,"result":"done","num_turns":1,"session_id":"s1","total_cost_usd":0.01}'
            """;

    @TempDir
    Path folder;

    private SampleRepository repository;
    private Path home;

    @BeforeEach
    void prepare() {
        repository = SampleRepository.in(folder.resolve("repository"));
        home = folder.resolve("home");
    }

    private PackagedCoppice coppice(Path ofHome, Map<String, String> more) {
        var variables = new HashMap<>(TestEngine.variables());
        variables.putAll(more);
        return new PackagedCoppice(ofHome, repository.folder(), variables);
    }

    private static String data(Path ofHome) {
        return ofHome.resolve("containers").toString();
    }

    @Test
    void aTaskThatIsCancelledAndAServiceThatIsKilledLeaveNoContainer() {
        TestEngine.require();
        var coppice = coppice(home, Map.of());
        var service = RunningService.start(coppice, home, "--agent", "shell", "--workers", "2");
        var cancelled = service.submit(Map.of("plan_text", ENDLESS, "execution_mode", "container"));
        Waiting.until(() -> !TestEngine.containers(cancelled).isEmpty());

        service.post("/" + cancelled + "/cancel", Map.of()).then().statusCode(200);

        service.awaitStatus(cancelled, "cancelled");
        assertThat(TestEngine.containers(cancelled)).isEmpty();
        var killed = service.submit(Map.of("plan_text", ENDLESS, "execution_mode", "container"));
        Waiting.until(() -> !TestEngine.containers(killed).isEmpty());
        service.process().process().destroyForcibly();
        service.process().exitCode();
        assertThat(TestEngine.containers(killed)).hasSize(1);

        var next = RunningService.start(coppice, home, "--agent", "shell", "--workers", "2");

        next.awaitStatus(killed, "completed");
        assertThat(TestEngine.containers(killed)).isEmpty();
        assertThat(repository.show("coppice/" + killed + "/result", "done.txt")).isEqualTo("done");
        assertThat(next.stop()).isZero();
        assertThat(coppice.processesLeft()).isEmpty();
        assertThat(Path.of(data(home))).isEmptyDirectory();
    }

    @Test
    void whereNoEngineCanBeUsedNothingIsStarted() {
        var plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.independent(1));

        var run = coppice(home, Map.of("COPPICE_CONTAINER_PROGRAM", "/nowhere/podman"))
                .run("run", plan.toString(), "--mode", "container", "--agent", "shell");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.standardError()).contains("no container engine can be used", "/nowhere/podman");
        assertThat(home).doesNotExist();
    }

    @Test
    void anAgentsProgramIsTheImagesAndAnImageMayBeBuiltFromTheRepository() {
        TestEngine.require();
        var plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.independent(1));
        repository.write("box/Containerfile", "FROM " + TestEngine.IMAGE + "\nCOPY claude /bin/claude\n");
        repository.write("box/claude", CLAUDE);
        repository.git("add", "--chmod=+x", "box");
        repository.git("commit", "-q", "-m", "An image");
        var before = repository.git("for-each-ref");
        var coppice = coppice(
                home,
                Map.of(
                        "COPPICE_CONTAINER_ENVIRONMENT",
                        "ANTHROPIC_API_KEY",
                        "ANTHROPIC_API_KEY",
                        "a-key-that-is-secret"));
        var line = List.of("run", plan.toString(), "--mode", "container", "--agent", "claude");

        var lacking = coppice.run(line.toArray(String[]::new));

        assertThat(lacking.exitCode()).isEqualTo(2);
        assertThat(lacking.standardError()).contains("has no program 'claude'");
        assertThat(repository.git("for-each-ref")).isEqualTo(before);

        var built = Stream.concat(line.stream(), Stream.of("--image", "containerfile:box/Containerfile"))
                .toList();

        var lackingForRetries =
                coppice.run(Stream.concat(built.stream(), Stream.of("--retries", "1", "--escalate", "codex"))
                        .toArray(String[]::new));

        assertThat(lackingForRetries.exitCode()).isEqualTo(2);
        assertThat(lackingForRetries.standardError()).contains("has no program 'codex'");

        var run = coppice.run(built.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        var branch = repository.git("for-each-ref", "--format=%(refname:short)", "refs/heads/coppice");
        assertThat(repository.show(branch, "made.txt")).startsWith("# Task 1.1");
        assertThat(repository.show(branch, "home.txt")).contains("/home/agents/");
    }

    @Test
    void theDoctorSaysWhichEngineRunsTheImageAndHow() throws Exception {
        var engine = TestEngine.require();

        var run = coppice(home, Map.of()).run("doctor");

        assertThat(run.standardOutput()).contains("containers: podman ", engine.words());
        assertThat(Files.exists(home)).isFalse();
    }
}
