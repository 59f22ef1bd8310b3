package dev.coppice.agent.claude;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.agent.AgentReport;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.CapturedLog;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.Repair;
import dev.coppice.agent.Tasks;
import dev.coppice.agent.TestWorktree;
import dev.coppice.agent.program.CliAgent;
import dev.coppice.agent.program.Homes;
import dev.coppice.agent.program.Mapped;
import dev.coppice.fakemodel.FakeModel;
import dev.coppice.process.HostLauncher;
import dev.coppice.process.Launcher;
import dev.coppice.process.RedactingLauncher;
import dev.coppice.process.RunningProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The real Claude CLI in a fresh worktree, and what is left of it. */
public final class RealClaude {

    static final Duration LONG = Duration.ofMinutes(2);
    static final String KEY = "fake-key-that-is-redacted";
    static final Map<String, String> WITH_KEY = Map.of("ANTHROPIC_API_KEY", KEY);

    private static final String CLI = System.getProperty("coppice.test.claude", "");

    private final TestWorktree worktree;
    private final CapturedLog log = new CapturedLog();

    /** In a worktree within the folder. */
    RealClaude(Path folder) {
        this.worktree = new TestWorktree(folder);
    }

    static void assumeInstalled() {
        assumeTrue(!CLI.isEmpty(), "no coppice.test.claude: the real Claude CLI is not tested");
    }

    static Path program() {
        return Path.of(CLI).toAbsolutePath();
    }

    Path worktree() {
        return worktree.path();
    }

    /** The HOME that the environment names; nobody's in truth. */
    Path userHome() {
        return worktree.userHome();
    }

    /** What people read, and what is kept beside it. */
    String log() {
        return log.text() + log.raw();
    }

    /** Lets it work for as long as it needs, with a key. */
    AgentReport work(FakeModel model) {
        return work(model, Map.of(), WITH_KEY, LONG, launcher(), _ -> {});
    }

    /** Asks it to put right what it has done before. */
    AgentReport repair(FakeModel model, AgentReport before) {
        var wrong = new Repair.OfCheck("make test", "exit code 2", "2 tests failed");
        return work(model, Map.of(), WITH_KEY, LONG, launcher(), _ -> {}, Optional.of(wrong), before.conversation());
    }

    static Launcher launcher() {
        return new RedactingLauncher(new HostLauncher(), List.of(KEY));
    }

    AgentReport work(
            FakeModel model,
            Map<String, String> settings,
            Map<String, String> variables,
            Duration limit,
            Launcher launcher,
            Consumer<RunningProcess> started) {
        return work(model, settings, variables, limit, launcher, started, Optional.empty(), Optional.empty());
    }

    private AgentReport work(
            FakeModel model,
            Map<String, String> settings,
            Map<String, String> variables,
            Duration limit,
            Launcher launcher,
            Consumer<RunningProcess> started,
            Optional<Repair> repair,
            Optional<Conversation> conversation) {
        var properties = new HashMap<>(settings);
        properties.put("coppice.claude.program", program().toString());
        var environment = new HashMap<>(variables);
        environment.put("PATH", System.getenv("PATH"));
        environment.putIfAbsent("ANTHROPIC_BASE_URL", model.url());
        environment.putIfAbsent("HOME", userHome().toString());
        var agent = new CliAgent(
                new Claude(Mapped.of(ClaudeConfig.class, properties)),
                Mapped.programs(environment),
                new Homes(worktree.homes()));
        var task = Tasks.scripts(worktree.path()).task();
        var assignment = new Assignment(task, worktree.path(), environment, limit, repair, conversation);
        return agent.work(assignment, launcher, log, started);
    }

    /** To the CLI itself, from outside, once it waits for the answer to the task: before that, a signal just ends it. */
    static void signalLater(String signal, FakeModel model, RunningProcess process) {
        Thread.startVirtualThread(() -> {
            await().atMost(LONG)
                    .until(() -> model.requests().stream()
                            .anyMatch(request -> request.prompt().contains("# Task 1.2")));
            var cli = process.identity().flatMap(identity -> ProcessHandle.of(identity.pid())).stream()
                    .flatMap(wall -> Stream.concat(Stream.of(wall), wall.descendants()))
                    .filter(RealClaude::isTheCli)
                    .findFirst()
                    .orElseThrow();
            TestWorktree.command("kill", "-" + signal, Long.toString(cli.pid()));
        });
    }

    /** By its program: it gives itself another name. */
    private static boolean isTheCli(ProcessHandle handle) {
        try {
            var program = program().toRealPath().toString();
            return handle.info().command().orElse("").equals(program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever still works in the worktree. */
    List<String> processesLeft() {
        return worktree.processesLeft();
    }
}
