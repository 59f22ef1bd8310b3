package dev.coppice.agent.acp;

import dev.coppice.agent.Agent;
import dev.coppice.agent.AgentReport;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.CapturedLog;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.Tasks;
import dev.coppice.agent.program.CliAgent;
import dev.coppice.agent.program.Homes;
import dev.coppice.agent.program.Mapped;
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

/** Where tests let an agent of the Agent Client Protocol work: a fresh worktree, and a log. */
final class AcpBench {

    static final Duration LONG = Duration.ofMinutes(2);

    final CapturedLog log = new CapturedLog();
    final Map<String, String> settings = new HashMap<>();
    final Map<String, String> variables = new HashMap<>();
    Launcher launcher = new RedactingLauncher(new HostLauncher(), List.of(TestedAcp.KEY));
    Duration limit = LONG;
    Optional<Conversation> conversation = Optional.empty();
    Consumer<RunningProcess> started = _ -> {};

    private final Path folder;
    private final Path worktree;

    AcpBench(Path folder) {
        try {
            this.folder = folder.toRealPath();
            this.worktree = Files.createDirectories(this.folder.resolve("worktree"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        variables.put("PATH", System.getenv("PATH"));
        variables.put("HOME", this.folder.resolve("user").toString());
    }

    Path worktree() {
        return worktree;
    }

    AgentReport work(String... command) {
        var configured = Mapped.of(AcpConfig.class, settings);
        var cli = new Acp("tested", List.of(command), configured);
        var agent = new CliAgent(
                cli, Mapped.programs(variables), new Homes(folder.resolve("homes")), Duration.ofSeconds(1));
        return work(agent);
    }

    AgentReport work(Agent agent) {
        var task = Tasks.scripts(worktree).task();
        var assignment = new Assignment(task, worktree, variables, limit, Optional.empty(), conversation);
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
