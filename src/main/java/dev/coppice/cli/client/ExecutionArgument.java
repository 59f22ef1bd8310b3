package dev.coppice.cli.client;

import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.task.ExecutionId;
import picocli.CommandLine.Parameters;

/** Which execution is meant. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ExecutionArgument {

    private static final String LATEST = "latest";

    @Parameters(index = "0", paramLabel = "EXECUTION", description = "The execution's id, or latest: the newest one.")
    String text;

    /** Its id, which is safe in paths. */
    String id(Service service) {
        return text.equals(LATEST) ? latest(service) : checked(text);
    }

    private static String latest(Service service) {
        var newest =
                service.json("/api/v1/autonomous?limit=1").path("executions").path(0);
        if (newest.isMissingNode()) {
            throw new ClientRefusal(ExitCode.USAGE, "this service has no execution yet");
        }
        return checked(newest.path("execution_id").asText());
    }

    private static String checked(String id) {
        try {
            return new ExecutionId(id).value();
        } catch (IllegalArgumentException e) {
            throw new ClientRefusal(
                    ExitCode.USAGE, "'" + id + "' is no execution; coppice list shows them, and latest is the newest");
        }
    }
}
