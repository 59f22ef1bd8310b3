package dev.coppice.cli.options;

import dev.coppice.project.VerificationSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how long a task may take, and how often its agent may put its work right. */
public final class TaskOptions {

    private static final int MOST_ROUNDS = VerificationSettings.MOST_REPAIR_ROUNDS;

    @Option(
            names = "--task-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time limit per task, such as 90s or 1h30m. Default: 30m.")
    @Nullable
    Duration timeLimit;

    @Option(
            names = "--repair-rounds",
            paramLabel = "N",
            description = "How often an agent gets its work back with what a failed check printed, 0 to 10."
                    + " Default: what the repository says, or 2.")
    @Nullable
    Integer repairRounds;

    /** What is wrong with them. */
    public Optional<String> objection() {
        return repairRounds()
                .filter(rounds -> rounds < 0 || rounds > MOST_ROUNDS)
                .map(_ -> "--repair-rounds must be between 0 and " + MOST_ROUNDS);
    }

    /** Empty if none was given. */
    public Optional<Long> seconds() {
        return Optional.ofNullable(timeLimit).map(Duration::toSeconds);
    }

    /** Empty if no number was given. */
    public Optional<Integer> repairRounds() {
        return Optional.ofNullable(repairRounds);
    }

    /** As the API takes them. */
    public void writeTo(Map<String, Object> body) {
        seconds().ifPresent(seconds -> body.put("task_timeout_seconds", seconds));
        repairRounds().ifPresent(rounds -> body.put("repair_rounds", rounds));
    }
}
