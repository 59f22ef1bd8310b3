package dev.coppice.cli.client;

import dev.coppice.cli.options.RunBudgets;
import dev.coppice.cli.terminal.ExitCode;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks something of an execution, and shows how it stands afterwards. */
abstract class SteeringCommand extends ClientCommand {

    @Mixin
    ExecutionArgument execution = new ExecutionArgument();

    @Option(names = "--json", description = "Print what the API answers.")
    boolean json;

    @Override
    final int run(Service service) {
        var path = Service.EXECUTIONS + execution.id(service);
        var answer = service.post(path + "/" + wish(), body());
        if (json) {
            printJson(answer.text());
        } else {
            output.println(StatusLine.of(service.json(path + "/status"), Look.of(spec.commandLine())));
        }
        return ExitCode.OK;
    }

    /** What follows the execution in the path. */
    abstract String wish();

    abstract Map<String, Object> body();

    static Map<String, Object> body(RunBudgets budgets) {
        var body = new HashMap<String, Object>();
        budgets.writeTo(body);
        return body;
    }
}
