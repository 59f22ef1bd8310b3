package dev.coppice.worker;

import dev.coppice.agent.Agent;
import dev.coppice.agent.Secrets;
import dev.coppice.isolation.container.Quarters;
import dev.coppice.process.Launcher;
import dev.coppice.process.RedactingLauncher;
import io.quarkus.logging.Log;
import java.io.IOException;
import java.util.Map;

/**
 * What an attempt works with.
 *
 * @param environment what its processes find in theirs, the agent's as far as the agent lets them
 * @param launcher starts them, and keeps the environment's secrets out of what they print
 * @param quarters where it starts them; left at the end
 */
record Equipment(Agent agent, Map<String, String> environment, Launcher launcher, Quarters quarters)
        implements AutoCloseable {

    Equipment {
        environment = Map.copyOf(environment);
    }

    static Equipment in(Quarters quarters, Agent agent, Map<String, String> environment) {
        var launcher = new RedactingLauncher(quarters.launcher(), Secrets.in(environment));
        return new Equipment(agent, environment, launcher, quarters);
    }

    /** What cannot be taken away now is taken away by the next start. */
    @Override
    public void close() {
        try {
            quarters.close();
        } catch (IOException e) {
            Log.warnf("cannot take away what was kept for containers: %s", e);
        }
    }
}
