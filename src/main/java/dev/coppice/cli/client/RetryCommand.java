package dev.coppice.cli.client;

import dev.coppice.cli.options.BudgetOptions;
import dev.coppice.cli.terminal.ExitCode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coppice retry}: queues again what did not succeed. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description =
                "Queues the failed, skipped and cancelled tasks of an execution again, or one task and what it held up.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or the service refuses", "3:no service answers"})
public final class RetryCommand extends SteeringCommand {

    @Parameters(index = "1", arity = "0..1", paramLabel = "TASK", description = "One task's number, such as 1.2.")
    @Nullable
    String task;

    @Option(
            names = "--comment",
            paramLabel = "TEXT",
            description = "Words about the one task, which are told to its agent.")
    @Nullable
    String comment;

    @Mixin
    BudgetOptions budgets = new BudgetOptions();

    @Override
    String wish() {
        return Optional.ofNullable(task)
                .map(number -> "tasks/" + TaskArgument.path(number) + "/retry")
                .orElse("retry");
    }

    @Override
    Map<String, Object> body() {
        if (comment != null && task == null) {
            throw new ClientRefusal(ExitCode.USAGE, "--comment is about one task; name it");
        }
        var body = body(budgets.budgets());
        if (comment != null) {
            body.put("comment", comment);
        }
        return body;
    }
}
