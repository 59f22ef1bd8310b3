package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.database.ServiceNote;
import dev.coppice.process.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/ci} do what they promise, with nothing in their way but what a CI machine has. */
class CiExamplesIT extends AServedFolder {

    private static final String TOKEN = "the-token-of-the-pipeline";

    private static final String ENDLESS = """
            ## Batch 1: Long

            ### Task 1.1: Endless

            ```sh
            sleep 600
            ```
            """;

    @BeforeEach
    void plans() {
        assumeTrue(Programs.find("bash", folder, System.getenv()).isPresent(), "there is no bash on PATH");
        repository.write("plans/sample.md", SamplePlans.TWO_BATCHES);
        repository.write("plans/bad.md", SamplePlans.ONE_FAILS.replace("Broken", "Broken ::error::x"));
        repository.write("plans/endless.md", ENDLESS);
        var remote = folder.resolve("remote.git");
        repository.git("init", "-q", "--bare", "-b", "main", remote.toString());
        repository.git("remote", "add", "origin", remote.toString());
        repository.git("push", "-q", "origin", "main");
    }

    private CiMachine machine(Map<String, String> variables) {
        return CiMachine.in(repository.folder(), folder.resolve("programs"), variables);
    }

    @Test
    void theExampleForGitHubRunsAPlanWithAServiceOfItsOwn() throws Exception {
        var example = CiExample.of("github-actions.yml");
        var summary = folder.resolve("summary.md");
        var port = Integer.toString(freePort());
        var machine = machine(Map.of(
                "GITHUB_ACTIONS",
                "true",
                "GITHUB_STEP_SUMMARY",
                summary.toString(),
                "AGENT",
                "shell",
                "COPPICE_HOME",
                home.toString(),
                "COPPICE_SERVER",
                "http://127.0.0.1:" + port,
                "QUARKUS_HTTP_PORT",
                port));
        try {
            assertThat(machine.run(example.begin()).exitCode()).isZero();

            var good = machine.with(Map.of("PLAN", "plans/sample.md")).run(example.run());
            var execution = machine.file("execution.txt").strip();
            var passed = machine.file("coppice-report.xml");
            var bad = machine.with(Map.of("PLAN", "plans/bad.md")).run(example.run());

            assertThat(good.exitCode()).as(good.output()).isZero();
            assertThat(passed).contains("failures=\"0\" errors=\"0\"");
            assertThat(repository.git("ls-remote", "origin")).contains("refs/heads/coppice/" + execution + "/result");
            assertThat(bad.exitCode()).as(bad.output()).isEqualTo(1);
            assertThat(bad.output().lines().filter(line -> line.startsWith("::error")))
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith(
                            "::error title=Task 1.2 failed%3A check_failed (Broken %3A%3Aerror%3A%3Ax)::test -f finished.txt");
            assertThat(bad.output()).startsWith("::stop-commands::");
            assertThat(machine.file("coppice-report.xml")).contains("<failure type=\"check_failed\"");
            assertThat(Files.readString(summary)).contains("✅ Coppice: completed", "❌ Coppice: failed");
        } finally {
            stop();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What a job has begun, its machine ends. */
    private void stop() {
        ServiceNote.read(home).flatMap(note -> ProcessHandle.of(note.pid())).ifPresent(service -> {
            service.destroy();
            service.onExit().join();
        });
    }

    @Test
    void theExamplesForOtherSystemsUseAServiceElsewhere() throws Exception {
        coppice = new PackagedCoppice(home, repository.folder(), Map.of("COPPICE_API_TOKEN", TOKEN));
        var service = serve("--agent", "shell");

        for (String file : new String[] {"gitlab-ci.yml", "Jenkinsfile"}) {
            usesTheService(service, CiExample.of(file));
        }
    }

    private void usesTheService(RunningService service, CiExample example) {
        var machine = machine(Map.of(
                "COPPICE_SERVER",
                service.address(),
                "COPPICE_TOKEN",
                TOKEN,
                "COPPICE_HOME",
                folder.resolve("nothing is here").toString(),
                "CI_JOB_STATUS",
                "canceled"));

        var good = machine.with(Map.of("PLAN", "plans/sample.md")).run(example.run());
        var passed = machine.file("coppice-report.xml");
        var bad = machine.with(Map.of("PLAN", "plans/bad.md")).run(example.run());
        var failed = machine.file("coppice-report.xml");
        var summary = machine.file("coppice-summary.md");
        var endless = machine.with(Map.of("PLAN", "plans/endless.md")).start(example.run());
        Waiting.until(() -> endless.output().contains("1.1  running"));
        var cancelled = machine.run(example.cancel());

        assertThat(good.exitCode()).as(good.output()).isZero();
        assertThat(passed).contains("failures=\"0\" errors=\"0\"");
        assertThat(bad.exitCode()).as(bad.output()).isEqualTo(1);
        assertThat(failed).contains("<failure type=\"check_failed\"");
        assertThat(summary).startsWith("## ❌ Coppice: failed");
        assertThat(cancelled.exitCode()).as(cancelled.output()).isZero();
        assertThat(endless.exitCode()).as(endless.output()).isEqualTo(1);
        assertThat(machine.file("coppice-summary.md")).startsWith("## ❌ Coppice: cancelled");
        assertThat(folder.resolve("nothing is here")).doesNotExist();
    }

    @Test
    void whoeverHasNoTokenIsNotLetIn() throws Exception {
        coppice = new PackagedCoppice(home, repository.folder(), Map.of("COPPICE_API_TOKEN", TOKEN));
        var service = serve("--agent", "shell");

        var refused = machine(Map.of(
                        "COPPICE_SERVER", service.address(),
                        "COPPICE_TOKEN", "another",
                        "PLAN", "plans/sample.md"))
                .run(CiExample.of("gitlab-ci.yml").run());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.output()).contains("does not let this caller in").contains("COPPICE_TOKEN");
    }
}
