package dev.coppice.agent.roster;

import dev.coppice.agent.AgentReport;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.CapturedLog;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.Repair;
import dev.coppice.agent.Tasks;
import dev.coppice.agent.TestWorktree;
import dev.coppice.agent.program.CliAgent;
import dev.coppice.agent.program.Homes;
import dev.coppice.fakemodel.FakeModel;
import dev.coppice.process.HostLauncher;
import dev.coppice.process.Launcher;
import dev.coppice.process.RedactingLauncher;
import dev.coppice.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A real CLI in a fresh worktree. */
final class RealCli {

    static final Duration LONG = Duration.ofMinutes(2);

    private final TestedCli cli;
    private final TestWorktree worktree;
    private final CapturedLog log = new CapturedLog();

    /** In a worktree within the folder; skips the test where the CLI is not installed. */
    RealCli(TestedCli cli, Path folder) {
        cli.assumeInstalled();
        this.cli = cli;
        this.worktree = new TestWorktree(folder);
    }

    static Launcher launcher() {
        return new RedactingLauncher(new HostLauncher(), List.of(TestedCli.KEY));
    }

    Path worktree() {
        return worktree.path();
    }

    /** What people read, and what is kept beside it. */
    String log() {
        return log.text() + log.raw();
    }

    /** Lets it work for as long as it needs, with a key. */
    AgentReport work(FakeModel model) {
        return work(model, Map.of(), cli.key(), LONG, launcher(), _ -> {});
    }

    /** Asks it to put right what it has done before, in this conversation. */
    AgentReport repair(FakeModel model, Optional<Conversation> conversation) {
        var wrong = new Repair.OfCheck("make test", "exit code 2", "2 tests failed");
        return work(model, Map.of(), cli.key(), LONG, launcher(), _ -> {}, Optional.of(wrong), conversation);
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
        var environment = new HashMap<>(cli.pointedAt(model.url()));
        environment.putAll(variables);
        environment.put("PATH", System.getenv("PATH"));
        environment.putIfAbsent("HOME", worktree.userHome().toString());
        var configured = cli.settings(cli.program(), settings);
        var agent = new CliAgent(
                cli.cli(configured),
                new InstalledAgents(configured, environment).programs(),
                new Homes(worktree.homes()));
        var assignment = new Assignment(
                Tasks.scripts(worktree.path()).task(), worktree.path(), environment, limit, repair, conversation);
        return agent.work(assignment, launcher, log, started);
    }

    /** What it has begun to fetch from npm for itself. */
    List<Path> fetched() throws IOException {
        try (var files = Files.walk(worktree.homes())) {
            return files.filter(file -> file.endsWith(".npm") || file.endsWith("package.json"))
                    .toList();
        }
    }

    /** Whatever still works in the worktree. */
    List<String> processesLeft() {
        return worktree.processesLeft();
    }
}
