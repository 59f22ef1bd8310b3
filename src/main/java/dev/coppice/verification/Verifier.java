package dev.coppice.verification;

import dev.coppice.process.Command;
import dev.coppice.process.Launcher;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RunningProcess;
import dev.coppice.process.Tail;
import dev.coppice.process.Tee;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs checks one after another in a directory, up to the first that does not pass. */
public record Verifier(
        Path directory,
        Map<String, String> environment,
        Launcher launcher,
        Output log,
        Consumer<RunningProcess> started) {

    private static final int TAIL_BYTES = 8192;
    private static final int EVIDENCE_LINES = 10;

    public Verdict verify(List<Check> checks) {
        for (Check check : checks) {
            var verdict = run(check);
            if (!(verdict instanceof Verdict.Passed)) {
                return verdict;
            }
        }
        return new Verdict.Passed(checks.size());
    }

    private Verdict run(Check check) {
        writeHeader(check);
        var tail = new Tail(TAIL_BYTES);
        var output = Tee.of(log, tail);
        var arguments = List.of("sh", "-ec", check.command());
        var process =
                launcher.launch(new Command(arguments, directory, environment, "", check.timeLimit()), output, output);
        return switch (process.awaitKnownTo(started)) {
            case ProcessResult.Exited(int code, var _) when code == 0 -> new Verdict.Passed(1);
            case ProcessResult.Exited(int code, var _) -> failed(check, "exit code " + code, tail);
            case ProcessResult.TimedOut(var limit) ->
                failed(check, "still running after " + limit.toSeconds() + " s", tail);
            case ProcessResult.Stopped _ -> new Verdict.Stopped();
            case ProcessResult.NotStarted(var reason) -> new Verdict.Unavailable(reason);
        };
    }

    private static Verdict failed(Check check, String how, Tail tail) {
        var lines = tail.lastLines(EVIDENCE_LINES);
        return new Verdict.Failed(check.command(), lines.isEmpty() ? how : how + "\n" + lines);
    }

    private void writeHeader(Check check) {
        byte[] header = ("\n$ " + check.command() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            log.write(header, header.length);
        } catch (IOException e) {
            // A log that cannot be written is no reason to judge the work otherwise.
        }
    }
}
