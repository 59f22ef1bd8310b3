package dev.coppice.cli.client;

import picocli.CommandLine.Command;

/** {@code coppice approve}: lets tasks begin that wait for a person. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description =
                "Lets tasks begin that wait for a person's approval; what is said with it is told to their agents.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or the service refuses", "3:no service answers"})
public final class ApproveCommand extends DecisionCommand {}
