package dev.coppice.queue;

import java.time.Duration;
import java.util.List;

/** How an execution's tasks are to be worked on; stored with it, so that whoever resumes it works the same way. */
public record ExecutionSettings(
        String agent, List<String> agentCommand, String isolation, Duration taskTimeLimit, int workers) {

    public ExecutionSettings {
        agentCommand = List.copyOf(agentCommand);
    }
}
