package dev.coppice.cli.client;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code coppice approve}: lets tasks begin that wait for a person. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description =
                "Lets tasks begin that wait for a person's approval; what is said with it is told to their agents.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or the service refuses", "3:no service answers"})
public final class ApproveCommand extends SteeringCommand {

    @Mixin
    DecisionOptions decision = new DecisionOptions();

    @Override
    String wish() {
        return "approve";
    }

    @Override
    Map<String, Object> body() {
        return decision.body();
    }
}
