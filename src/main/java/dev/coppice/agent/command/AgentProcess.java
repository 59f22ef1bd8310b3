package dev.coppice.agent.command;

import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Assignment;
import dev.coppice.process.Command;
import dev.coppice.process.Launcher;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RunningProcess;
import dev.coppice.process.Tail;
import dev.coppice.process.Tee;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Runs one command for an agent and says what its end means. */
record AgentProcess(Assignment assignment, Launcher launcher, Output log, Consumer<RunningProcess> started) {

    private static final int TAIL_BYTES = 4096;
    private static final int QUOTED_LINES = 5;

    AgentResult run(List<String> arguments, String input, Duration timeLimit) {
        var tail = new Tail(TAIL_BYTES);
        var output = Tee.of(log, tail);
        var command = new Command(arguments, assignment.directory(), assignment.environment(), input, timeLimit);
        var process = launcher.launch(command, output, output);
        return switch (process.awaitKnownTo(started)) {
            case ProcessResult.Exited(int code, var _) when code == 0 -> new AgentResult.Finished();
            case ProcessResult.Exited(int code, var _) ->
                new AgentResult.Failed("exit code " + code + quoted(tail.lastLines(QUOTED_LINES)), code);
            case ProcessResult.TimedOut(var _) -> new AgentResult.TimedOut(assignment.timeLimit());
            case ProcessResult.Exceeded(var limit) -> new AgentResult.Failed(limit, 0);
            case ProcessResult.Stopped _ -> new AgentResult.Stopped();
            case ProcessResult.NotStarted(var reason) -> AgentResult.Unavailable.here(reason);
        };
    }

    private static String quoted(String lines) {
        return lines.isBlank() ? ", and it printed nothing" : ": " + lines;
    }
}
