package dev.coppice.worker;

import dev.coppice.agent.Agent;
import dev.coppice.agent.Secrets;
import dev.coppice.isolation.Enclosure;
import dev.coppice.process.Launcher;
import dev.coppice.process.RedactingLauncher;
import dev.coppice.process.Redaction;
import io.quarkus.logging.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an attempt works with.
 *
 * @param environment what its processes find in theirs, the agent's as far as the agent lets them
 * @param withheld those variables of it that only agents get
 * @param enclosure where they run; what starts them there keeps the environment's secrets out of what they print;
 *     left at the end
 */
record Equipment(Agent agent, Map<String, String> environment, Set<String> withheld, Enclosure enclosure)
        implements AutoCloseable {

    Equipment {
        environment = Map.copyOf(environment);
        withheld = Set.copyOf(withheld);
    }

    /** Starts the agent; the paths are what the repository lets its tasks share with the user. */
    Launcher forAgent(List<Path> shared) {
        return redacting(enclosure.forAgent(shared));
    }

    /** Starts set-up and checks. */
    Launcher forChecks(List<Path> shared) {
        return redacting(enclosure.forChecks(shared));
    }

    /** The same of what is written about the work. */
    String withoutSecrets(String text) {
        return Redaction.of(text, Secrets.in(environment));
    }

    private Launcher redacting(Launcher launcher) {
        return new RedactingLauncher(launcher, Secrets.in(environment));
    }

    /** What an agent that asks a model needs of secrets is its own affair; the plan's own scripts are as checks. */
    Map<String, String> environmentOfAgent() {
        return agent.readsPrompt() ? environment : environmentOfChecks();
    }

    /** In a sandbox without secrets: an agent may have written what is run there. */
    Map<String, String> environmentOfChecks() {
        var without = new HashMap<>(environment);
        without.keySet().removeAll(withheld);
        return switch (enclosure) {
            case Enclosure.OnHost _, Enclosure.InContainers _, Enclosure.InCluster _ -> without;
            case Enclosure.InSandbox _, Enclosure.Nowhere _ -> Secrets.without(without);
        };
    }

    /** What cannot be taken away now is taken away by the next start. */
    @Override
    public void close() {
        try {
            enclosure.leave();
        } catch (IOException e) {
            Log.warnf("cannot take away what was kept for the task: %s", e);
        }
    }
}
