package dev.coppice.agent.roster;

import dev.coppice.agent.AgentReport;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.CapturedLog;
import dev.coppice.agent.Tasks;
import dev.coppice.agent.program.CliAgent;
import dev.coppice.agent.program.Homes;
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
import org.junit.jupiter.api.io.TempDir;

/** An agent whose CLI is a script in place of the real one, and what its log tells. */
abstract class AStandInForACli {

    static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    final CapturedLog log = new CapturedLog();
    final List<RunningProcess> started = new ArrayList<>();

    Path script(String text) throws IOException {
        var script = folder.resolve("cli");
        Files.writeString(script, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    AgentReport work(TestedCli cli, Path program) {
        return work(cli, program, Map.of(), cli.key(), LONG);
    }

    AgentReport work(
            TestedCli cli, Path program, Map<String, String> settings, Map<String, String> variables, Duration limit) {
        var environment = new HashMap<>(variables);
        environment.putIfAbsent("PATH", System.getenv("PATH"));
        var configured = cli.settings(program, settings);
        var agent = new CliAgent(
                cli.cli(configured),
                new InstalledAgents(configured, environment).programs(),
                new Homes(folder.resolve("homes")),
                Duration.ofMillis(500));
        var assignment = new Assignment(Tasks.scripts(folder).task(), folder, environment, limit);
        return agent.work(assignment, new HostLauncher(), log, started::add);
    }
}
