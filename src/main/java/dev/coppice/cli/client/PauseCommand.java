package dev.coppice.cli.client;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coppice pause}: starts no more tasks. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Starts no more tasks of an execution; those at work go on to their end.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or the service refuses", "3:no service answers"})
public final class PauseCommand extends SteeringCommand {

    @Option(
            names = "--release-running",
            description =
                    "Agents at work are ended as well; their work is kept, and their tasks run again after a resume.")
    boolean releasesRunning;

    @Override
    String wish() {
        return "pause";
    }

    @Override
    Map<String, Object> body() {
        return Map.of("release_running", releasesRunning);
    }
}
