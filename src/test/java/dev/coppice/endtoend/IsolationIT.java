package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.isolation.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application with its walls, and on machines on which there is none. */
class IsolationIT {

    @TempDir
    Path folder;

    private SampleRepository repository;
    private Path plan;

    @BeforeEach
    void prepare() {
        repository = SampleRepository.in(folder.resolve("repository"));
        repository.write(".coppice.yaml", "setup:\n  - echo ready > build.log\nlink:\n  - shared\nrepair_rounds: 0\n");
        repository.write(".gitignore", "build.log\nshared\n");
        repository.write("shared/settings", "shared\n");
        repository.git("add", ".coppice.yaml", ".gitignore");
        repository.git("commit", "-q", "-m", "Settings");
        plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.independent(1));
    }

    private PackagedCoppice coppice(Map<String, String> variables) {
        return new PackagedCoppice(folder.resolve("home"), repository.folder(), variables);
    }

    private static void assumeSandbox() {
        assumeTrue(
                Sandboxes.missing().isEmpty(),
                () -> "no sandbox here: " + Sandboxes.missing().orElse(""));
    }

    @Test
    void anAgentCliWorksInASandboxWithoutBeingAskedToAndChecksGetNoSecrets() throws Exception {
        assumeSandbox();
        var told =
                Path.of("src/test/resources/claude/writes-a-file/stdout.jsonl").toAbsolutePath();
        var tool = Files.createDirectories(folder.resolve("tool"));
        Files.copy(told, tool.resolve("said"));
        var claude = script(
                tool.resolve("claude"),
                "cat > /dev/null\n[ ! -e '" + folder
                        + "/home/id' ] && [ -n \"$ANTHROPIC_API_KEY\" ] && touch walled\ncat '" + tool + "/said'");
        SamplePlans.write(plan, """
                ## Batch 1: One

                ### Task 1.1: Only

                Do it.

                **Verification:**
                - `test -f walled && test -z "$ANTHROPIC_API_KEY$MY_TOKEN" && test -s shared/settings`
                """);

        var run = coppice(Map.of(
                        "COPPICE_CLAUDE_PROGRAM", claude.toString(),
                        "ANTHROPIC_API_KEY", "a-secret-key",
                        "MY_TOKEN", "another-secret"))
                .run("run", plan.toString(), "--agent", "claude", "--json");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        assertThat(logs()).contains("coppice: works in a sandbox, network hosts: *");
    }

    @Test
    void withoutASandboxOneThatIsAskedForByNameIsRefusedBeforeAnythingStarts() throws IOException {
        var run = coppice(brokenBubblewrap()).run("run", plan.toString(), "--agent", "shell", "--isolation", "sandbox");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.standardError())
                .contains("--isolation sandbox: no sandbox here: bubblewrap does not work: no namespaces for you");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void withoutASandboxAnAgentCliWorksOnTheHostAndOneLineSaysSo() throws IOException {
        var told =
                Path.of("src/test/resources/claude/writes-a-file/stdout.jsonl").toAbsolutePath();
        var claude = script(folder.resolve("claude"), "cat > /dev/null\ntouch made\ncat '" + told + "'");
        SamplePlans.write(plan, "## Batch 1: One\n\n### Task 1.1: Only\n\nDo it.\n");
        var variables = new HashMap<>(brokenBubblewrap());
        variables.put("COPPICE_CLAUDE_PROGRAM", claude.toString());

        var run = coppice(variables).run("run", plan.toString(), "--agent", "claude");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
        assertThat(run.standardError().lines().filter(line -> line.contains("no sandbox here")))
                .singleElement()
                .asString()
                .contains("agents work on the host with your rights", "no namespaces for you");
        assertThat(coppice(variables).run("doctor").standardOutput())
                .contains("warning  sandbox: bubblewrap does not work: no namespaces for you -> install bubblewrap");
    }

    /** One that is found before the real one. */
    private Map<String, String> brokenBubblewrap() throws IOException {
        var programs = Files.createDirectories(folder.resolve("broken"));
        script(programs.resolve("bwrap"), "echo 'no namespaces for you' >&2\nexit 1");
        return Map.of("PATH", programs + ":" + System.getenv("PATH"));
    }

    private static Path script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private String logs() throws IOException {
        try (var files = Files.walk(folder.resolve("home/logs"))) {
            var text = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }
}
