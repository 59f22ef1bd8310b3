package dev.coppice.cli.client;

import dev.coppice.agent.command.ShellWords;
import dev.coppice.cli.terminal.ExitCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What only the operator may ask of a service: whoever can read the data folder of the one on this machine. */
final class OperatorOptions {

    @Option(
            names = "--agent-command",
            paramLabel = "CMD",
            description =
                    "The operator's: any command that reads the prompt on standard input; split as a shell would.")
    @Nullable
    String agentCommand;

    @Option(
            names = "--isolation",
            paramLabel = "W",
            description = "The operator's: host, sandbox, auto, or kubernetes.")
    @Nullable
    String isolation;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "The operator's: the image of --mode container, dagger or kubernetes.")
    @Nullable
    String image;

    @Option(
            names = "--resume",
            description = "The operator's: goes on with the newest execution of this plan in this repository.")
    boolean resume;

    @Option(
            names = "--replace",
            description = "The operator's, with --mode local: cancels the unfinished execution that has the checkout.")
    boolean replace;

    void writeTo(Map<String, Object> body) {
        if (agentCommand != null) {
            switch (ShellWords.split(agentCommand)) {
                case ShellWords.Words(var words) -> body.put("agent_command", words);
                case ShellWords.Malformed(var reason) ->
                    throw new ClientRefusal(ExitCode.USAGE, "--agent-command: " + reason);
            }
        }
        StartOptions.put(body, "isolation", isolation);
        StartOptions.put(body, "image", image);
        StartOptions.put(body, "resume", resume ? true : null);
        StartOptions.put(body, "replace", replace ? true : null);
    }
}
