package dev.coppice.cli.client;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code coppice cancel}: ends an execution for good, or one task of it; a retry queues its tasks again. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description =
                "Ends an execution, or one task: agents at work are ended, their work is kept, what is queued is dropped.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or the service refuses", "3:no service answers"})
public final class CancelCommand extends SteeringCommand {

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TASK",
            description = "One task's number, such as 1.2; the execution goes on with what does not need it.")
    @Nullable
    String task;

    @Override
    String wish() {
        return Optional.ofNullable(task)
                .map(number -> "tasks/" + TaskArgument.path(number) + "/cancel")
                .orElse("cancel");
    }

    @Override
    Map<String, Object> body() {
        return Map.of();
    }
}
