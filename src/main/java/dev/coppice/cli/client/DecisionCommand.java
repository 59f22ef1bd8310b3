package dev.coppice.cli.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides about tasks that wait for a person, with what is said about them. */
abstract class DecisionCommand extends SteeringCommand {

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TASK",
            description = "Tasks by number, such as 2.1. Default: every task that waits for nothing but this.")
    List<String> tasks = List.of();

    @Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            description = "All tasks of the batch at this position that need it, whatever they wait for besides.")
    List<Integer> batches = List.of();

    @Option(names = "--all", description = "All tasks that need it, whatever they wait for besides.")
    boolean all;

    @Option(names = "--comment", paramLabel = "TEXT", description = "Words to go with it.")
    @Nullable
    String comment;

    @Override
    final String wish() {
        return spec.name();
    }

    @Override
    final Map<String, Object> body() {
        var body = new HashMap<String, Object>();
        if (!tasks.isEmpty()) {
            body.put("tasks", tasks);
        }
        if (!batches.isEmpty()) {
            body.put("batches", batches);
        }
        if (all) {
            body.put("all", true);
        }
        if (comment != null) {
            body.put("comment", comment);
        }
        return body;
    }
}
