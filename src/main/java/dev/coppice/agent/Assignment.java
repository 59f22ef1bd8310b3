package dev.coppice.agent;

import dev.coppice.plan.PlannedTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One task for one agent.
 *
 * @param directory the worktree to work in
 * @param environment all that the agent's processes find in their environment
 * @param timeLimit for the whole of the work
 */
public record Assignment(PlannedTask task, Path directory, Map<String, String> environment, Duration timeLimit) {

    public Assignment {
        environment = Map.copyOf(environment);
    }
}
