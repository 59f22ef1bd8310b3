package dev.coppice.queue;

import dev.coppice.project.ProjectSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an execution's tasks are to be worked on; stored with it, so that whoever resumes it works the same way.
 *
 * @param askedRepairRounds what the request says instead of the repository; null if it says nothing
 * @param budgetUsd what its agents may spend together, in US dollars, more than 0; null: whatever they need
 * @param partBudgets what its batches, tasks and attempts may spend
 * @param image what containers are made of; null in the modes without
 * @param repository of a repository that has a name; null: of any other
 */
public record ExecutionSettings(
        String agent,
        List<String> agentCommand,
        String isolation,
        Duration taskTimeLimit,
        int workers,
        ProjectSettings project,
        @Nullable Integer askedRepairRounds,
        @Nullable BigDecimal budgetUsd,
        PartBudgets partBudgets,
        @Nullable String image,
        @Nullable RepositoryTerms repository) {

    public ExecutionSettings {
        agentCommand = List.copyOf(agentCommand);
        // What was stored before there were any has none.
        project = Objects.requireNonNullElseGet(project, ProjectSettings::usual);
        partBudgets = Objects.requireNonNullElse(partBudgets, PartBudgets.NONE);
    }

    /** In a repository that asks for nothing. */
    public ExecutionSettings(
            String agent, List<String> agentCommand, String isolation, Duration taskTimeLimit, int workers) {
        this(
                agent,
                agentCommand,
                isolation,
                taskTimeLimit,
                workers,
                ProjectSettings.usual(),
                null,
                null,
                PartBudgets.NONE,
                null,
                null);
    }

    /** The same, in a repository that asks for this. */
    public ExecutionSettings in(ProjectSettings other) {
        return with(other, askedRepairRounds, budgetUsd, partBudgets, image);
    }

    /** How often an agent gets its work back in one attempt. */
    public int repairRounds() {
        return askedRepairRounds == null ? project.verification().repairRounds() : askedRepairRounds;
    }

    /** The same, with so many repair rounds whatever the repository says. */
    public ExecutionSettings repairing(Optional<Integer> rounds) {
        return with(project, rounds.orElse(askedRepairRounds), budgetUsd, partBudgets, image);
    }

    /** The same, with so much to spend. */
    public ExecutionSettings spending(Optional<BigDecimal> budget) {
        return spending(BudgetChange.ofExecution(budget));
    }

    /** The same, with what is said of it and its parts. */
    public ExecutionSettings spending(BudgetChange change) {
        return with(
                project, askedRepairRounds, change.executionUsd().orElse(budgetUsd), partBudgets.with(change), image);
    }

    /** The same, in containers of this image. */
    public ExecutionSettings inContainersOf(String other) {
        return with(project, askedRepairRounds, budgetUsd, partBudgets, other);
    }

    /** The same, in a repository that has a name. */
    public ExecutionSettings under(RepositoryTerms terms) {
        return new ExecutionSettings(
                agent,
                agentCommand,
                isolation,
                taskTimeLimit,
                workers,
                project,
                askedRepairRounds,
                budgetUsd,
                partBudgets,
                image,
                terms);
    }

    private ExecutionSettings with(
            ProjectSettings ofProject,
            @Nullable Integer rounds,
            @Nullable BigDecimal budget,
            PartBudgets parts,
            @Nullable String ofImage) {
        return new ExecutionSettings(
                agent,
                agentCommand,
                isolation,
                taskTimeLimit,
                workers,
                ofProject,
                rounds,
                budget,
                parts,
                ofImage,
                repository);
    }
}
