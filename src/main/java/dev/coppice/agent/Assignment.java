package dev.coppice.agent;

import dev.coppice.plan.PlannedTask;
import dev.coppice.prompt.Briefing;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One task for one agent.
 *
 * @param briefing what the agent is told besides the task
 * @param directory the worktree to work in
 * @param environment all that the agent's processes find in their environment
 * @param timeLimit for the whole of the work
 * @param repair what is wrong with the work that lies in the directory; empty if there is none yet
 * @param conversation in which that work was done, where the agent has told of one
 * @param budget what it may cost from here on, in US dollars; empty if nobody has said
 */
public record Assignment(
        PlannedTask task,
        Briefing briefing,
        Path directory,
        Map<String, String> environment,
        Duration timeLimit,
        Optional<Repair> repair,
        Optional<Conversation> conversation,
        Optional<BigDecimal> budget) {

    public Assignment {
        environment = Map.copyOf(environment);
    }

    /** A task with nothing said besides. */
    public Assignment(
            PlannedTask task,
            Path directory,
            Map<String, String> environment,
            Duration timeLimit,
            Optional<Repair> repair,
            Optional<Conversation> conversation) {
        this(task, Briefing.none(), directory, environment, timeLimit, repair, conversation, Optional.empty());
    }

    /** One that is still to be done. */
    public Assignment(PlannedTask task, Path directory, Map<String, String> environment, Duration timeLimit) {
        this(task, directory, environment, timeLimit, Optional.empty(), Optional.empty());
    }

    /** The same, with these variables as well. */
    public Assignment with(Map<String, String> variables) {
        var all = new HashMap<>(environment);
        all.putAll(variables);
        return new Assignment(task, briefing, directory, all, timeLimit, repair, conversation, budget);
    }

    /** The same, for who knows nothing of what was said before. */
    public Assignment anew() {
        return new Assignment(task, briefing, directory, environment, timeLimit, repair, Optional.empty(), budget);
    }
}
