package dev.coppice.cli;

import dev.coppice.isolation.Sandboxes;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.submission.SettingsChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How an execution's tasks are worked on, from what a run was asked for. */
final class RunSettings {

    private static final Duration USUAL_TIME_LIMIT = Duration.ofMinutes(30);

    private RunSettings() {}

    /** Of a new execution: what is not given is as usual. */
    static ExecutionSettings of(RunRequest request) {
        var usual = new ExecutionSettings(
                "",
                List.of(),
                Sandboxes.usual().word(),
                USUAL_TIME_LIMIT,
                Runtime.getRuntime().availableProcessors());
        return change(request).of(usual);
    }

    /** What the request wants to have otherwise than usual, or than before. */
    static SettingsChange change(RunRequest request) {
        return new SettingsChange(
                Optional.of(request.agent()).filter(agent -> !agent.isEmpty()),
                request.agentCommand(),
                Optional.of(request.isolation()).filter(isolation -> !isolation.isEmpty()),
                Optional.of(request.taskSeconds())
                        .filter(seconds -> seconds > 0)
                        .map(Duration::ofSeconds),
                Optional.of(request.workers()).filter(workers -> workers > 0),
                Optional.of(request.repairRounds()).filter(rounds -> rounds >= 0),
                request.scheduling().budgets().change());
    }
}
