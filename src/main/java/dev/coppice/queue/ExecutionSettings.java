package dev.coppice.queue;

import dev.coppice.project.ProjectSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** How an execution's tasks are to be worked on; stored with it, so that whoever resumes it works the same way. */
public record ExecutionSettings(
        String agent,
        List<String> agentCommand,
        String isolation,
        Duration taskTimeLimit,
        int workers,
        ProjectSettings project) {

    public ExecutionSettings {
        agentCommand = List.copyOf(agentCommand);
        // What was stored before there were any has none.
        project = Objects.requireNonNullElseGet(project, ProjectSettings::usual);
    }

    /** In a repository that asks for nothing. */
    public ExecutionSettings(
            String agent, List<String> agentCommand, String isolation, Duration taskTimeLimit, int workers) {
        this(agent, agentCommand, isolation, taskTimeLimit, workers, ProjectSettings.usual());
    }

    /** The same, in a repository that asks for this. */
    public ExecutionSettings in(ProjectSettings other) {
        return new ExecutionSettings(agent, agentCommand, isolation, taskTimeLimit, workers, other);
    }
}
