package dev.coppice.agent.command;

import dev.coppice.agent.Agent;
import dev.coppice.agent.AgentListener;
import dev.coppice.agent.AgentReport;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.Prompt;
import dev.coppice.process.Launcher;
import dev.coppice.process.Output;
import dev.coppice.process.RunningProcess;
import dev.coppice.process.Tee;
import java.util.List;
import java.util.function.Consumer;

/**
 * Any command that reads the prompt on standard input and works in the directory that it is started in. It may tell of itself by
 * {@link CommandReports}.
 */
public final class CommandAgent implements Agent {

    private final List<String> arguments;

    /** The program and its arguments; no shell reads them. */
    public CommandAgent(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
    }

    @Override
    public AgentReport work(
            Assignment assignment,
            Launcher launcher,
            Output log,
            Consumer<RunningProcess> started,
            AgentListener listener) {
        var reports = new CommandReports(listener);
        var process = new AgentProcess(assignment, launcher, Tee.of(log, reports), started);
        var prompt = Prompt.of(assignment);
        listener.told(prompt);
        return reports.finish(process.run(arguments, prompt, assignment.timeLimit()));
    }

    /** What it lacks is known to nobody but itself. */
    @Override
    public boolean hasAccount() {
        return false;
    }

    @Override
    public boolean canRepair() {
        return true;
    }
}
