package dev.coppice.agent.roster;

import dev.coppice.agent.AgentReport;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.CapturedLog;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.Repair;
import dev.coppice.agent.Tasks;
import dev.coppice.agent.claude.RealClaude;
import dev.coppice.agent.program.CliAgent;
import dev.coppice.agent.program.Homes;
import dev.coppice.fakemodel.FakeModel;
import dev.coppice.process.HostLauncher;
import dev.coppice.process.Launcher;
import dev.coppice.process.RedactingLauncher;
import dev.coppice.process.RunningProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    private final Path folder;
    private final Path worktree;
    private final CapturedLog log = new CapturedLog();

    /** In a worktree within the folder; skips the test where the CLI is not installed. */
    RealCli(TestedCli cli, Path folder) {
        cli.assumeInstalled();
        this.cli = cli;
        try {
            this.folder = folder.toRealPath();
            this.worktree = Files.createDirectory(this.folder.resolve("worktree"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RealClaude.command("git", "init", "-q", worktree.toString());
    }

    static Launcher launcher() {
        return new RedactingLauncher(new HostLauncher(), List.of(TestedCli.KEY));
    }

    Path worktree() {
        return worktree;
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
        environment.putIfAbsent("HOME", folder.resolve("user").toString());
        var configured = cli.settings(cli.program(), settings);
        var agent = new CliAgent(
                cli.cli(configured),
                new InstalledAgents(configured, environment).programs(),
                new Homes(folder.resolve("homes")));
        var assignment =
                new Assignment(Tasks.scripts(worktree).task(), worktree, environment, limit, repair, conversation);
        return agent.work(assignment, launcher, log, started);
    }

    /** Whatever still works in the worktree. */
    List<String> processesLeft() {
        try (var all = ProcessHandle.allProcesses()) {
            return all.filter(handle -> isAtWork(handle.pid()))
                    .map(handle ->
                            handle.pid() + " " + handle.info().commandLine().orElse("?"))
                    .toList();
        }
    }

    private boolean isAtWork(long pid) {
        try {
            return Path.of("/proc", Long.toString(pid), "cwd").toRealPath().startsWith(worktree);
        } catch (IOException e) {
            return false; // it ended meanwhile, or is another user's
        }
    }
}
