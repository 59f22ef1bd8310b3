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
        @Nullable String image,
        @Nullable ExecutionMode imageMode) {

    /** Claimed by those who can run containers, whatever programs they have themselves; so are pauses of such agents. */
    private static final String IN_CONTAINERS = "@container";

    private static final String BY_DAGGER = "@dagger";

    public ExecutionSettings {
        agentCommand = List.copyOf(agentCommand);
        // What was stored before there were any has none.
        project = Objects.requireNonNullElseGet(project, ProjectSettings::usual);
    }

    /** In a repository that asks for nothing. */
    public ExecutionSettings(
            String agent, List<String> agentCommand, String isolation, Duration taskTimeLimit, int workers) {
        this(agent, agentCommand, isolation, taskTimeLimit, workers, ProjectSettings.usual(), null, null, null, null);
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
                image,
                imageMode);
    }

    /** How often an agent gets its work back in one attempt. */
    public int repairRounds() {
        return askedRepairRounds == null ? project.verification().repairRounds() : askedRepairRounds;
    }

    /** The same, with so many repair rounds whatever the repository says. */
    public ExecutionSettings repairing(Optional<Integer> rounds) {
        return with(rounds.orElse(askedRepairRounds), budgetUsd);
    }

    /** The same, with so much to spend. */
    public ExecutionSettings spending(Optional<BigDecimal> budget) {
        return with(askedRepairRounds, budget.orElse(budgetUsd));
    }

    private ExecutionSettings with(@Nullable Integer rounds, @Nullable BigDecimal budget) {
        return new ExecutionSettings(
                agent, agentCommand, isolation, taskTimeLimit, workers, project, rounds, budget, image, imageMode);
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
                image,
                mode == ExecutionMode.DAGGER ? mode : null);
    }

    /** The name under which its tasks are claimed: whoever claims it can run this agent where it is to run. */
    public String claimedAs() {
        if (image == null) {
            return agent;
        }
        return imageMode == ExecutionMode.DAGGER ? byDagger(agent) : inContainers(agent);
    }

    /** The name under which the tasks of an agent in containers are claimed. */
    public static String inContainers(String agent) {
        return agent + IN_CONTAINERS;
    }

    /** The name under which the tasks of an agent that Dagger runs are claimed. */
    public static String byDagger(String agent) {
        return agent + BY_DAGGER;
    }

    /** What the image is for, in words that tell it from the same image in another mode; empty if there is none. */
    public Optional<String> imagePlace() {
        return Optional.ofNullable(image).map(name -> imageMode == null ? name : imageMode.word() + ":" + name);
    }

    /** What its agents may spend together, in US dollars; empty: whatever they need. */
    public Optional<BigDecimal> budget() {
        return Optional.ofNullable(budgetUsd);
    }
}
