package dev.coppice.cli.options;

import dev.coppice.queue.Scheduling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say when and how often a plan's tasks may run. */
public final class SchedulingOptions {

    private static final int MOST_RETRIES = 100;

    @Option(
            names = "--retries",
            paramLabel = "N",
            defaultValue = "0",
            description = "How often a task that failed is tried again, after growing pauses. Default: 0.")
    int retries;

    @Option(
            names = "--escalate",
            paramLabel = "A,B",
            split = ",",
            description =
                    "Agents for the retries, the weakest first: after each failure the one that follows the task's own,"
                            + " or the first. Default: coppice.agents.escalation.")
    List<String> escalation = List.of();

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "What is not done after this time, such as 2h, fails. Default: none.")
    @Nullable
    Duration deadline;

    @Option(
            names = "--priority",
            paramLabel = "N",
            defaultValue = "0",
            description = "On a service with more to do: -100 to 100, the smaller comes first. Default: 0.")
    int priority;

    @Option(
            names = "--require-approval",
            paramLabel = "PART",
            split = ",",
            description =
                    "What of the plan begins only when a person has approved it, besides what the plan says: tasks by"
                            + " number, batches by position as batch:2, or all. Default: what the plan says.")
    List<String> requireApproval = List.of();

    @Mixin
    BudgetOptions budgets = new BudgetOptions();

    /** What is wrong with them. */
    public Optional<String> objection() {
        if (retries < 0 || retries > MOST_RETRIES) {
            return Optional.of("--retries must be between 0 and " + MOST_RETRIES);
        }
        if (!escalation.isEmpty() && retries == 0) {
            return Optional.of("--escalate says who does the retries; --retries N says how many there are");
        }
        if (budgets.objection().isPresent()) {
            return budgets.objection();
        }
        return Math.abs(priority) > -Scheduling.FIRST
                ? Optional.of("--priority must be between " + Scheduling.FIRST + " and " + -Scheduling.FIRST)
                : Optional.empty();
    }

    /** Those given that an execution keeps as they were when it began. */
    public List<String> kept() {
        return Stream.of(
                        escalation.isEmpty() ? null : "--escalate",
                        requireApproval.isEmpty() ? null : "--require-approval")
                .flatMap(Stream::ofNullable)
                .toList();
    }

    public RunScheduling scheduling() {
        return new RunScheduling(
                priority,
                retries,
                escalation,
                Optional.ofNullable(deadline).map(Duration::toSeconds).orElse(0L),
                budgets.budgets(),
                requireApproval);
    }
}
