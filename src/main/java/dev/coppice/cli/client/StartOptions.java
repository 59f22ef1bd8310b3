package dev.coppice.cli.client;

import dev.coppice.cli.options.DeliveryOptions;
import dev.coppice.cli.options.TaskOptions;
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
            description = "worktree, local, container, kubernetes, or dagger (experimental). Default: worktree.")
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

    @Mixin
    DeliveryOptions delivery = new DeliveryOptions();

    @Mixin
    TaskOptions task = new TaskOptions();

    /** What is wrong with them, as far as that can be told without the service. */
    Optional<String> objection() {
        return delivery.objection().or(task::objection);
    }

    void writeTo(Map<String, Object> body) {
        put(body, "repository", repository);
        put(body, "start_batch", startBatch);
        put(body, "end_batch", endBatch);
        put(body, "execution_mode", mode);
        put(body, "agent", agent);
        put(body, "max_concurrent", maxConcurrent);
        put(body, "base", base);
        delivery.writeTo(body);
        task.writeTo(body);
    }

    static void put(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
