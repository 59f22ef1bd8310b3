package dev.coppice.cli;

import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.cli.terminal.NeedsNoSettings;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coppice completion}: prints what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a script by which a shell completes commands and options.",
            "For this shell: source <(coppice completion bash)"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CompletionCommand implements Callable<Integer>, NeedsNoSettings {

    /** One script for both: in zsh it asks for that shell's way of reading completions for bash. */
    private static final Set<String> SHELLS = Set.of("bash", "zsh");

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh")
    String shell;

    @Override
    public Integer call() {
        if (!SHELLS.contains(shell)) {
            throw new ParameterException(
                    spec.commandLine(), "no completion for '" + shell + "'; there is one for bash and zsh");
        }
        var out = spec.commandLine().getOut();
        out.println(AutoComplete.bash("coppice", spec.root().commandLine()));
        out.flush();
        return ExitCode.OK;
    }
}
