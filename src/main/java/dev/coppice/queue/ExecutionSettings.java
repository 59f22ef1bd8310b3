package dev.coppice.queue;

import dev.coppice.project.ProjectSettings;
import dev.coppice.task.ExecutionMode;
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
 * @param imageMode the mode with the image; null: {@code container}
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
        @Nullable ExecutionMode imageMode) {

    /** Claimed by those who can run containers, whatever programs they have themselves; so are pauses of such agents. */
    private static final String IN_CONTAINERS = "@container";

    private static final String BY_DAGGER = "@dagger";

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
        return new ExecutionSettings(
                agent,
                agentCommand,
                isolation,
                taskTimeLimit,
                workers,
                other,
                askedRepairRounds,
                budgetUsd,
                partBudgets,
                image,
                imageMode);
    }

    /** How often an agent gets its work back in one attempt. */
    public int repairRounds() {
        return askedRepairRounds == null ? project.verification().repairRounds() : askedRepairRounds;
    }

    /** The same, with so many repair rounds whatever the repository says. */
    public ExecutionSettings repairing(Optional<Integer> rounds) {
        return with(rounds.orElse(askedRepairRounds), budgetUsd, partBudgets);
    }

    /** The same, with so much to spend. */
    public ExecutionSettings spending(Optional<BigDecimal> budget) {
        return spending(BudgetChange.ofExecution(budget));
    }

    /** The same, with what is said of it and its parts. */
    public ExecutionSettings spending(BudgetChange change) {
        return with(askedRepairRounds, change.executionUsd().orElse(budgetUsd), partBudgets.with(change));
    }

    /** The same, in containers of this image. */
    public ExecutionSettings inContainersOf(String other) {
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
                other,
                null);
    }

    /** The same, its image being one for this mode. */
    public ExecutionSettings inImagesOf(ExecutionMode mode) {
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
                mode == ExecutionMode.DAGGER ? mode : null);
    }

    /** The name under which tasks of this agent are claimed: whoever claims it can run the agent where it is to run. */
    public String claimedAs(String name) {
        if (image == null) {
            return name;
        }
        return imageMode == ExecutionMode.DAGGER ? byDagger(name) : inContainers(name);
    }

    /** The agent whose tasks are claimed under this name. */
    public static String agentOf(String claimed) {
        return claimed.replaceFirst("(" + IN_CONTAINERS + "|" + BY_DAGGER + ")$", "");
    }

    /** The name under which the tasks of an agent in containers are claimed. */
    public static String inContainers(String agent) {
        return agent + IN_CONTAINERS;
    }

    private ExecutionSettings with(@Nullable Integer rounds, @Nullable BigDecimal budget, PartBudgets parts) {
        return new ExecutionSettings(
                agent,
                agentCommand,
                isolation,
                taskTimeLimit,
                workers,
                project,
                rounds,
                budget,
                parts,
                image,
                imageMode);
    }

    /** The name under which the tasks of an agent that Dagger runs are claimed. */
    public static String byDagger(String agent) {
        return agent + BY_DAGGER;
    }

    /** What the image is for, in words that tell it from the same image in another mode; empty if there is none. */
    public Optional<String> imagePlace() {
        return Optional.ofNullable(image).map(name -> imageMode == null ? name : imageMode.word() + ":" + name);
    }
}
