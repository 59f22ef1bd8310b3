package dev.coppice.cli.client;

import dev.coppice.cli.options.DurationConverter;
import dev.coppice.cli.options.PullRequestOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a plan is to be run with, as the API takes it; what is not said is the service's to choose. */
final class StartOptions {

    @Option(
            names = {"--repository", "--repo"},
            paramLabel = "NAME",
            description = "One of the service's repositories, by its name, its folder or the folder's name"
                    + " (coppice repositories lists them). Default: its only one.")
    @Nullable
    String repository;

    @Option(
            names = "--start-batch",
            paramLabel = "N",
            description = "The position of the first batch to run. Default: 1.")
    @Nullable
    Integer startBatch;

    @Option(
            names = "--end-batch",
            paramLabel = "N",
            description = "The position of the last one. Default: the plan's last.")
    @Nullable
    Integer endBatch;

    @Option(
            names = "--mode",
            paramLabel = "M",
            description = "worktree, local, container, or dagger (experimental). Default: worktree.")
    @Nullable
    String mode;

    @Option(names = "--agent", paramLabel = "A", description = "One that the service allows. Default: the service's.")
    @Nullable
    String agent;

    @Option(
            names = "--max-concurrent",
            paramLabel = "N",
            description = "Tasks of this plan at the same time. Default: as many as there are workers.")
    @Nullable
    Integer maxConcurrent;

    @Option(names = "--base", paramLabel = "REF", description = "Where to start from. Default: HEAD.")
    @Nullable
    String base;

    @Option(
            names = "--auto-merge",
            description = "Takes the base branch forward to the completed result, where that hurts nobody.")
    boolean autoMerge;

    @Option(
            names = "--push",
            paramLabel = "REMOTE[:BRANCH]",
            description = "Pushes the completed result to this remote of the repository, never by force."
                    + " Default branch: coppice/<execution>/result.")
    @Nullable
    String push;

    @Mixin
    PullRequestOptions pullRequest = new PullRequestOptions();

    @Option(
            names = "--task-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time limit per task, such as 90s or 1h30m. Default: 30m.")
    @Nullable
    Duration taskTimeLimit;

    @Option(
            names = "--repair-rounds",
            paramLabel = "N",
            description = "How often an agent gets its work back with what a failed check printed, 0 to 10."
                    + " Default: what the repository says, or 2.")
    @Nullable
    Integer repairRounds;

    void writeTo(Map<String, Object> body) {
        put(body, "repository", repository);
        put(body, "start_batch", startBatch);
        put(body, "end_batch", endBatch);
        put(body, "execution_mode", mode);
        put(body, "agent", agent);
        put(body, "max_concurrent", maxConcurrent);
        put(body, "base", base);
        body.put("auto_merge", autoMerge);
        put(body, "push", push);
        pullRequest.pullRequest().writeTo(body);
        put(
                body,
                "task_timeout_seconds",
                Optional.ofNullable(taskTimeLimit).map(Duration::toSeconds).orElse(null));
        put(body, "repair_rounds", repairRounds);
    }

    static void put(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
