package dev.coppice.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.cli.terminal.ExitCode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coppice repositories}: what a service works on, as far as it is the caller's. */
@Command(
        name = "repositories",
        mixinStandardHelpOptions = true,
        description = "Shows the repositories of a service that plans may be started in.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or the service refuses", "3:no service answers"})
public final class RepositoriesCommand extends ClientCommand {

    @Option(names = "--json", description = "Print what the API answers.")
    boolean json;

    @Override
    int run(Service service) {
        var answer = service.get("/api/v1/repositories", Map.of());
        if (json) {
            printJson(answer.text());
        } else {
            table(answer.json()).lines(Look.of(spec.commandLine())).forEach(output::println);
        }
        return ExitCode.OK;
    }

    private static Table table(JsonNode answer) {
        var table = new Table("REPOSITORY", "BASE", "RUNNING", "FETCHED", "AGENTS", "URL", "PROBLEM");
        answer.path("repositories")
                .forEach(each -> table.row(
                        Fields.text(each, "name"),
                        Fields.text(each, "base"),
                        Fields.text(each, "executions_running"),
                        Fields.time(each, "last_fetched"),
                        words(each.path("agents")),
                        Fields.text(each, "url"),
                        Fields.text(each.path("problem"), "detail")));
        return table;
    }

    private static String words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(","));
    }
}
