package dev.coppice.cli.client;

import picocli.CommandLine.Command;

/** {@code coppice reject}: cancels tasks that wait for a person. */
@Command(
        name = "reject",
        mixinStandardHelpOptions = true,
        description =
                "Cancels tasks that wait for a person's approval, and skips what needs them. A retry brings them back.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or the service refuses", "3:no service answers"})
public final class RejectCommand extends DecisionCommand {}
