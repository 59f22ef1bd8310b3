package dev.coppice.worker;

import dev.coppice.agent.Agent;
import dev.coppice.agent.Secrets;
import dev.coppice.process.Launcher;
import dev.coppice.process.RedactingLauncher;
import java.util.Map;

/**
 * What an attempt works with.
 *
 * @param environment what its processes find in theirs, the agent's as far as the agent lets them
 * @param launcher starts them, and keeps the environment's secrets out of what they print
 */
record Equipment(Agent agent, Map<String, String> environment, Launcher launcher) {

    Equipment {
        environment = Map.copyOf(environment);
    }

    static Equipment behind(Launcher wall, Agent agent, Map<String, String> environment) {
        return new Equipment(agent, environment, new RedactingLauncher(wall, Secrets.in(environment)));
    }
}
