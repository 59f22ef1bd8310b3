package dev.coppice.agent.claude;

import dev.coppice.agent.AgentReport;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.CapturedLog;
import dev.coppice.agent.Tasks;
import dev.coppice.agent.program.CliAgent;
import dev.coppice.agent.program.Homes;
import dev.coppice.agent.program.Mapped;
import dev.coppice.process.HostLauncher;
import dev.coppice.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose CLI is a script in place of the Claude CLI, and what its log tells. */
abstract class AStandInForClaude {

    static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    final CapturedLog log = new CapturedLog();
    final List<RunningProcess> started = new ArrayList<>();

    Path script(String text) throws IOException {
        var script = folder.resolve("claude");
        Files.writeString(script, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    AgentReport work(Path program, Map<String, String> settings, Map<String, String> variables, Duration limit) {
        return work(program, settings, usual -> new Assignment(usual.task(), folder, with(variables), limit));
    }

    static Map<String, String> with(Map<String, String> variables) {
        var environment = new HashMap<>(variables);
        environment.putIfAbsent("PATH", System.getenv("PATH"));
        return environment;
    }

    AgentReport work(Path program, Map<String, String> settings, UnaryOperator<Assignment> assigned) {
        var properties = new HashMap<>(settings);
        properties.put("coppice.claude.program", program.toString());
        var assignment = assigned.apply(Tasks.scripts(folder));
        var agent = new CliAgent(
                new Claude(Mapped.of(ClaudeConfig.class, properties)),
                Mapped.programs(assignment.environment()),
                new Homes(folder.resolve("homes")),
                Duration.ofMillis(500));
        return agent.work(assignment, new HostLauncher(), log, started::add);
    }
}
