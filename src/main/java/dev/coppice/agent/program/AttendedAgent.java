package dev.coppice.agent.program;

import dev.coppice.agent.Agent;
import dev.coppice.agent.AgentListener;
import dev.coppice.agent.AgentReport;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Assignment;
import dev.coppice.process.Command;
import dev.coppice.process.Launcher;
import dev.coppice.process.Output;
import dev.coppice.process.RunningProcess;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Any agent, with its processes listened to: one that prints nothing for longer than the limit hangs, and is ended. */
public record AttendedAgent(Agent agent, Duration limit) implements Agent {

    @Override
    public AgentReport work(
            Assignment assignment,
            Launcher launcher,
            Output log,
            Consumer<RunningProcess> started,
            AgentListener listener) {
        var hung = new AtomicBoolean();
        var report = agent.work(assignment, listening(launcher, hung), log, started, listener);
        return hung.get() && report.result() instanceof AgentResult.Stopped
                ? report.with(new AgentResult.TimedOut(AgentResult.TimedOut.Limit.SILENCE, limit))
                : report;
    }

    @Override
    public boolean hasAccount() {
        return agent.hasAccount();
    }

    @Override
    public boolean readsPrompt() {
        return agent.readsPrompt();
    }

    @Override
    public boolean canRepair() {
        return agent.canRepair();
    }

    private Launcher listening(Launcher launcher, AtomicBoolean hung) {
        return (command, output, error) -> launch(launcher, command, output, error, hung);
    }

    /** Where both streams go to one output they stay one, so that their order does. */
    private RunningProcess launch(Launcher launcher, Command command, Output output, Output error, AtomicBoolean hung) {
        var silence = new Silence(limit, () -> hung.set(true));
        var heard = silence.brokenBy(output);
        var alsoHeard = output.equals(error) ? heard : silence.brokenBy(error);
        return silence.of(launcher.launch(command, heard, alsoHeard));
    }
}
