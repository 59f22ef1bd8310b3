package dev.coppice.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.cli.terminal.ExitCode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coppice status}: how an execution and its tasks stand at this moment. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows how an execution and its tasks stand.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, however the execution stands",
            "2:bad usage, or the service refuses",
            "3:no service answers"
        })
public final class StatusCommand extends ClientCommand {

    @Mixin
    ExecutionArgument execution = new ExecutionArgument();

    @Option(names = "--json", description = "Print what the API answers.")
    boolean json;

    @Override
    int run(Service service) {
        var id = execution.id(service);
        var path = Service.EXECUTIONS + id;
        var status = service.get(path + "/status", Map.of());
        if (json) {
            printJson(status.text());
        } else {
            var look = Look.of(spec.commandLine());
            output.println(StatusLine.of(status.json(), look));
            tasks(service.json(path + "/batches")).lines(look).forEach(output::println);
            if (!status.json().path("awaiting_approval").isEmpty()) {
                output.println("to approve: " + WatchEnding.command("approve", id, options.again()));
            }
        }
        return ExitCode.OK;
    }

    private static Table tasks(JsonNode batches) {
        var table = new Table("TASK", "STATE", "ATTEMPTS", "COST", "COMMIT", "TITLE");
        batches.forEach(batch -> batch.path("tasks")
                .forEach(task -> table.row(
                        Fields.text(task, "task_number"),
                        state(task),
                        Integer.toString(task.path("attempts").size()),
                        Fields.cost(task),
                        task.path("commits").path(0).asText(),
                        Fields.text(task, "task_title"))));
        return table;
    }

    /** With what an executing task is doing, or why it failed. */
    private static String state(JsonNode task) {
        if (ServiceExecution.isAwaited(task)) {
            return Fields.text(task, "status") + ": waits for approval";
        }
        var more = Fields.text(task, "phase").isEmpty() ? Fields.text(task, "reason") : Fields.text(task, "phase");
        return Fields.text(task, "status") + (more.isEmpty() ? "" : ": " + more);
    }
}
