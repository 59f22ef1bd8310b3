package dev.coppice.agent;

import dev.coppice.process.Launcher;
import dev.coppice.process.Output;
import dev.coppice.process.RunningProcess;
import java.util.function.Consumer;

/** A coding agent. Its own word that the work is done counts for nothing; only that it ended. */
public interface Agent {

    /**
     * Works on the task until the agent's whole process tree is gone.
     *
     * @param log takes all that the agent prints, as it comes
     * @param started is told of every process right after its start
     * @param listener is told what is known before the end
     */
    AgentReport work(
            Assignment assignment,
            Launcher launcher,
            Output log,
            Consumer<RunningProcess> started,
            AgentListener listener);

    /** The same for who wants to know nothing before the end. */
    default AgentReport work(Assignment assignment, Launcher launcher, Output log, Consumer<RunningProcess> started) {
        return work(assignment, launcher, log, started, () -> {});
    }

    /** Whether it works on a provider's account: where that meets a limit, all its tasks wait and none is to blame. */
    default boolean hasAccount() {
        return true;
    }

    /** Whether it can be asked to put its own work right; of one that does the same each time nothing else would come. */
    boolean canRepair();

    /** Whether it is told anything at all; putting a prompt together would be in vain otherwise. */
    default boolean readsPrompt() {
        return true;
    }
}
