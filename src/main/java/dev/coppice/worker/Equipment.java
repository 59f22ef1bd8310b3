package dev.coppice.worker;

import dev.coppice.agent.Agent;
import dev.coppice.agent.Secrets;
import dev.coppice.process.Launcher;
import dev.coppice.process.RedactingLauncher;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an attempt works with.
 *
 * @param environment what its processes find in theirs, the agent's as far as the agent lets them
 * @param withheld those variables of it that only agents get
 * @param launcher starts them, and keeps the environment's secrets out of what they print
 */
record Equipment(Agent agent, Map<String, String> environment, Set<String> withheld, Launcher launcher) {

    Equipment {
        environment = Map.copyOf(environment);
        withheld = Set.copyOf(withheld);
    }

    static Equipment behind(Launcher wall, Agent agent, Map<String, String> environment, Set<String> withheld) {
        return new Equipment(agent, environment, withheld, new RedactingLauncher(wall, Secrets.in(environment)));
    }

    /** What set-up and checks find in theirs. */
    Map<String, String> environmentOfChecks() {
        var without = new HashMap<>(environment);
        without.keySet().removeAll(withheld);
        return without;
    }
}
