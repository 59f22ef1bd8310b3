package dev.coppice.cli.client;

import java.util.Map;
import picocli.CommandLine.Command;

/** {@code coppice cancel}: ends an execution for good; a retry queues its tasks again. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Ends an execution: agents at work are ended, their work is kept, what is queued is dropped.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or the service refuses", "3:no service answers"})
public final class CancelCommand extends SteeringCommand {

    @Override
    String wish() {
        return "cancel";
    }

    @Override
    Map<String, Object> body() {
        return Map.of();
    }
}
