package dev.coppice.agent;

import dev.coppice.process.Command;
import dev.coppice.process.Launcher;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RunningProcess;
import dev.coppice.process.Tail;
import dev.coppice.process.Tee;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A coding-agent CLI without a terminal: the prompt on standard input, its events on standard output, nobody to ask. */
final class CliAgent implements Agent {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int TAIL_BYTES = 4096;
    private static final int QUOTED_LINES = 5;
    private static final int OK = 0;

    private final Cli cli;
    private final InstalledAgents installed;
    private final Homes homes;
    private final Duration grace;

    CliAgent(Cli cli, InstalledAgents installed, Homes homes) {
        this(cli, installed, homes, GRACE);
    }

    /** After its last word the CLI has {@code grace} to end by itself. */
    CliAgent(Cli cli, InstalledAgents installed, Homes homes, Duration grace) {
        this.cli = cli;
        this.installed = installed;
        this.homes = homes;
        this.grace = grace;
    }

    @Override
    public boolean canRepair() {
        return true;
    }

    @Override
    public AgentReport work(Assignment assignment, Launcher launcher, Output log, Consumer<RunningProcess> started) {
        return work(assignment, launcher, log, started, () -> {});
    }

    @Override
    public AgentReport work(
            Assignment assignment, Launcher launcher, Output log, Consumer<RunningProcess> started, Runnable answered) {
        var program = installed.program(cli.agent());
        if (program.isEmpty()) {
            return unavailable(installed
                    .missing(cli.agent(), List.of())
                    .orElse("the program of " + cli.agent() + " came and went"));
        }
        try {
            return run(cli.command(program.get(), assignment, home(assignment)), launcher, log, started, answered);
        } catch (IOException e) {
            return unavailable("cannot make a HOME for " + cli.agent() + ": " + e);
        }
    }

    private static AgentReport unavailable(String reason) {
        return AgentReport.withoutCost(AgentResult.Unavailable.here(reason));
    }

    private Optional<Path> home(Assignment assignment) throws IOException {
        return cli.wantsOwnHome(assignment.environment()) ? Optional.of(homes.fresh(assignment)) : Optional.empty();
    }

    private AgentReport run(
            Command command, Launcher launcher, Output log, Consumer<RunningProcess> started, Runnable answered) {
        var linger = new Linger(grace);
        var run = cli.listener();
        var stream = new CliStream(run, log, linger, answered);
        var tail = new Tail(TAIL_BYTES);
        var process = launcher.launch(command, stream.events(), Tee.of(stream.errors(), tail));
        linger.watch(process);
        var ended = process.awaitKnownTo(started);
        linger.cancel();
        stream.finish();
        var lastLines = tail.lastLines(QUOTED_LINES);
        var result = switch (ended) {
            case ProcessResult.NotStarted(var reason) -> AgentResult.Unavailable.here(reason);
            case ProcessResult.Exited(int code, var _) -> run.judge(code, lastLines);
            case ProcessResult.TimedOut _ ->
                run.isOver() ? run.judge(OK, lastLines) : new AgentResult.TimedOut(command.timeLimit());
            case ProcessResult.Stopped _ -> linger.isOver() ? run.judge(OK, lastLines) : new AgentResult.Stopped();
        };
        return new AgentReport(result, run.cost(), Optional.empty());
    }
}
