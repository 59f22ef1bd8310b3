package dev.coppice.agent.acp;

import dev.coppice.agent.Agent;
import dev.coppice.agent.AgentReport;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.CapturedLog;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.Tasks;
import dev.coppice.agent.TestWorktree;
import dev.coppice.agent.program.CliAgent;
import dev.coppice.agent.program.Homes;
import dev.coppice.agent.program.Mapped;
import dev.coppice.process.HostLauncher;
import dev.coppice.process.Launcher;
import dev.coppice.process.RedactingLauncher;
import dev.coppice.process.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Where tests let an agent of the Agent Client Protocol work: a fresh worktree, and a log. */
final class AcpRunner {

    static final Duration LONG = Duration.ofMinutes(2);

    final CapturedLog log = new CapturedLog();
    final Map<String, String> settings = new HashMap<>();
    final Map<String, String> variables = new HashMap<>();
    Launcher launcher = new RedactingLauncher(new HostLauncher(), List.of(TestedAcp.KEY));
    Duration limit = LONG;
    Optional<Conversation> conversation = Optional.empty();
    Consumer<RunningProcess> started = _ -> {};

    private final TestWorktree worktree;

    AcpRunner(Path folder) {
        this.worktree = new TestWorktree(folder);
        variables.put("PATH", System.getenv("PATH"));
        variables.put("HOME", worktree.userHome().toString());
    }

    Path worktree() {
        return worktree.path();
    }

    AgentReport work(String... command) {
        var configured = Mapped.of(AcpConfig.class, settings);
        var cli = new Acp("tested", List.of(command), configured);
        var agent = new CliAgent(cli, Mapped.programs(variables), new Homes(worktree.homes()), Duration.ofSeconds(1));
        return work(agent);
    }

    AgentReport work(Agent agent) {
        var task = Tasks.scripts(worktree.path()).task();
        var assignment = new Assignment(task, worktree.path(), variables, limit, Optional.empty(), conversation);
        return agent.work(assignment, launcher, log, started);
    }

    /** Whatever still works in the worktree. */
    List<String> processesLeft() {
        return worktree.processesLeft();
    }
}
