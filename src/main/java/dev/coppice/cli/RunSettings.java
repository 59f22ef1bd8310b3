package dev.coppice.cli;

import dev.coppice.queue.ExecutionSettings;
import java.time.Duration;
import java.util.List;

/** How an execution's tasks are worked on, from what a run was asked for. */
final class RunSettings {

    private static final Duration USUAL_TIME_LIMIT = Duration.ofMinutes(30);
    private static final ExecutionSettings USUAL = new ExecutionSettings(
            "", List.of(), "host", USUAL_TIME_LIMIT, Runtime.getRuntime().availableProcessors());

    private RunSettings() {}

    /** Of a new execution: what is not given is as usual. */
    static ExecutionSettings of(RunRequest request) {
        return changed(USUAL, request);
    }

    /** Of one that goes on: what is not given stays. */
    static ExecutionSettings changed(ExecutionSettings before, RunRequest request) {
        boolean hasAgent = !request.agent().isEmpty();
        return new ExecutionSettings(
                hasAgent ? request.agent() : before.agent(),
                hasAgent ? request.agentCommand() : before.agentCommand(),
                before.isolation(),
                request.taskSeconds() > 0 ? Duration.ofSeconds(request.taskSeconds()) : before.taskTimeLimit(),
                request.workers() > 0 ? request.workers() : before.workers());
    }
}
