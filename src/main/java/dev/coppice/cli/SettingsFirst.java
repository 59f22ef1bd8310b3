package dev.coppice.cli;

import dev.coppice.agent.roster.InstalledAgents;
import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.cli.terminal.NeedsNoSettings;
import dev.coppice.process.Legible;
import dev.coppice.repository.ConfiguredRepositories;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Tells what is wrong with the operator's settings before a command does anything. Help is given all the same, the doctor looks for
 * himself, and what asks a service somewhere has no use for them.
 */
final class SettingsFirst implements IExecutionStrategy {

    private final IExecutionStrategy command = new RunLast();

    @Override
    public int execute(ParseResult parsed) {
        var problems = isIndifferent(parsed) ? List.<String>of() : problems();
        problems.forEach(
                problem -> parsed.commandSpec().commandLine().getErr().println("coppice: " + Legible.text(problem)));
        return problems.isEmpty() ? command.execute(parsed) : ExitCode.INFRASTRUCTURE;
    }

    private static List<String> problems() {
        return Stream.concat(InstalledAgents.problems().stream(), ConfiguredRepositories.problems().stream())
                .toList();
    }

    private static boolean isIndifferent(ParseResult parsed) {
        return !parsed.hasSubcommand()
                || isHelp(parsed)
                || parsed.subcommand().commandSpec().userObject() instanceof NeedsNoSettings;
    }

    private static boolean isHelp(ParseResult parsed) {
        return parsed.asCommandLineList().stream()
                .anyMatch(line -> line.isUsageHelpRequested() || line.isVersionHelpRequested());
    }
}
