package dev.coppice.submission;

import dev.coppice.queue.BudgetChange;
import dev.coppice.queue.ExecutionSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What somebody who submits or resumes a plan wants to have otherwise; what is empty stays.
 *
 * @param agentCommand goes with the agent
 */
public record SettingsChange(
        Optional<String> agent,
        List<String> agentCommand,
        Optional<String> isolation,
        Optional<Duration> taskTimeLimit,
        Optional<Integer> workers,
        Optional<Integer> repairRounds,
        BudgetChange budgets) {

    public SettingsChange {
        agentCommand = List.copyOf(agentCommand);
    }

    /** The settings with these changes. */
    public ExecutionSettings of(ExecutionSettings before) {
        var changed = new ExecutionSettings(
                agent.orElse(before.agent()),
                agent.isPresent() ? agentCommand : before.agentCommand(),
                isolation.orElse(before.isolation()),
                taskTimeLimit.orElse(before.taskTimeLimit()),
                workers.orElse(before.workers()),
                before.project(),
                before.askedRepairRounds(),
                before.budgetUsd(),
                before.partBudgets(),
                before.image(),
                before.repository());
        return changed.repairing(repairRounds).spending(budgets);
    }
}
