package dev.coppice.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.cli.terminal.ExitCode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coppice list}: the executions of a service, the newest first. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Shows the executions of a service, the newest first.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or the service refuses", "3:no service answers"})
public final class ListCommand extends ClientCommand {

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many, from 1 to 1000. Default: 20.")
    int limit;

    @Option(names = "--json", description = "Print what the API answers.")
    boolean json;

    @Override
    int run(Service service) {
        var answer = service.get("/api/v1/autonomous?limit=" + limit, Map.of());
        if (json) {
            printJson(answer.text());
        } else {
            table(answer.json()).lines(Look.of(spec.commandLine())).forEach(output::println);
        }
        return ExitCode.OK;
    }

    private static Table table(JsonNode answer) {
        var table = new Table("EXECUTION", "STATE", "STARTED", "COMPLETED", "PLAN", "REPOSITORY");
        answer.path("executions")
                .forEach(each -> table.row(
                        Fields.text(each, "execution_id"),
                        Fields.text(each, "status"),
                        Fields.time(each, "started_at"),
                        Fields.time(each, "completed_at"),
                        Fields.text(each, "plan"),
                        Fields.text(each, "repository")));
        return table;
    }
}
