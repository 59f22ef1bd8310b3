package dev.coppice.cli.client;

import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.process.Legible;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coppice logs}: what an attempt at a task printed, and goes on printing. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Prints what the newest attempt at a task printed, or a certain one.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or there is no such log", "3:no service answers"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class LogsCommand extends ClientCommand {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Mixin
    ExecutionArgument execution = new ExecutionArgument();

    @Parameters(index = "1", paramLabel = "TASK", description = "The task's number, such as 1.2.")
    String task;

    @Option(names = "--attempt", paramLabel = "N", description = "Which attempt. Default: the newest.")
    @Nullable
    Integer attempt;

    @Option(names = "--tail", paramLabel = "N", description = "Only the last lines. Default: all.")
    @Nullable
    Integer tail;

    @Option(
            names = "--raw",
            description = "The events that the agent's CLI printed instead, one JSON object a line, as they came.")
    boolean raw;

    @Option(names = "--prompt", description = "What the attempt's agent was told instead.")
    boolean prompt;

    @Option(
            names = "--round",
            paramLabel = "N",
            description = "With --prompt: which of its rounds; later ones are to put work right. Default: the first.")
    @Nullable
    Integer round;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the task, or the attempt that is named, is at its end.")
    boolean follows;

    @Override
    int run(Service service) {
        refuseWhatMakesNoSense();
        var path = Service.EXECUTIONS + execution.id(service) + "/tasks/" + TaskArgument.path(task);
        var log = new AttemptLog(path, raw, tail == null ? OptionalInt.empty() : OptionalInt.of(tail));
        var wanted = attempt == null ? OptionalInt.empty() : OptionalInt.of(attempt);
        if (prompt) {
            output.print(Legible.text(service.text(promptPath(path, wanted.orElseGet(() -> newest(service, path))))));
        } else if (follows) {
            service.waitFor(PATIENCE);
            new LogFollowing(service, log, wanted, output).toTheEnd();
        } else {
            output.print(log.shown(service.text(log.path(wanted, log.tail()))));
        }
        return ExitCode.OK;
    }

    private void refuseWhatMakesNoSense() {
        if (tail != null && tail < 1) {
            throw new ClientRefusal(ExitCode.USAGE, "--tail must be at least 1");
        }
        if (prompt && (raw || follows || tail != null)) {
            throw new ClientRefusal(ExitCode.USAGE, "--prompt goes with --attempt and --round alone");
        }
        if (round != null && !prompt) {
            throw new ClientRefusal(ExitCode.USAGE, "--round goes with --prompt");
        }
    }

    private String promptPath(String task, int attempt) {
        return task + "/attempts/" + attempt + "/prompt" + (round == null ? "" : "?round=" + round);
    }

    private static int newest(Service service, String task) {
        var attempts = service.json(task).path("attempts");
        if (attempts.isEmpty()) {
            throw new ClientRefusal(ExitCode.USAGE, "no attempt has begun");
        }
        return attempts.path(attempts.size() - 1).path("number").asInt();
    }
}
