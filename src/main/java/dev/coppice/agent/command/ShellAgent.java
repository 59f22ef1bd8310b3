package dev.coppice.agent.command;

import dev.coppice.agent.Agent;
import dev.coppice.agent.AgentListener;
import dev.coppice.agent.AgentReport;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Assignment;
import dev.coppice.plan.Script;
import dev.coppice.process.Launcher;
import dev.coppice.process.Output;
import dev.coppice.process.RunningProcess;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Runs the {@code sh} and {@code bash} blocks of the task itself, in their order, up to the first that fails. */
public final class ShellAgent implements Agent {

    @Override
    public AgentReport work(
            Assignment assignment,
            Launcher launcher,
            Output log,
            Consumer<RunningProcess> started,
            AgentListener listener) {
        return AgentReport.withoutCost(result(assignment, new AgentProcess(assignment, launcher, log, started)));
    }

    /** It asks nobody. */
    @Override
    public boolean hasAccount() {
        return false;
    }

    @Override
    public boolean canRepair() {
        return false;
    }

    @Override
    public boolean readsPrompt() {
        return false;
    }

    private static AgentResult result(Assignment assignment, AgentProcess process) {
        var scripts = assignment.task().scripts();
        if (scripts.isEmpty()) {
            return new AgentResult.Failed(
                    "task " + assignment.task().number()
                            + " has no sh or bash block; the shell agent has nothing to run",
                    0);
        }
        long deadline = System.nanoTime() + assignment.timeLimit().toNanos();
        for (Script script : scripts) {
            var result = run(process, script, Duration.ofNanos(deadline - System.nanoTime()));
            if (!(result instanceof AgentResult.Finished)) {
                return result;
            }
        }
        return new AgentResult.Finished();
    }

    private static AgentResult run(AgentProcess process, Script script, Duration left) {
        return left.isPositive()
                ? process.run(List.of(script.language(), "-ec", script.text()), "", left)
                : new AgentResult.TimedOut(process.assignment().timeLimit());
    }
}
