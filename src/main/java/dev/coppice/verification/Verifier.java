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

/** Runs checks one after another in a directory, up to the first that does not pass; what failed before does not count. */
public record Verifier(
        Path directory,
        Map<String, String> environment,
        Launcher launcher,
        Output log,
        Consumer<RunningProcess> started) {

    private static final int TAIL_BYTES = 8192;
    private static final int EVIDENCE_LINES = 10;
    private static final int OUTPUT_LINES = 200;

    public Verdict verify(List<Check> checks) {
        int passed = 0;
        for (Check check : checks) {
            var verdict = run(check);
            if (verdict instanceof Verdict.Passed) {
                passed++;
            } else if (verdict instanceof Verdict.Failed && check.failedBefore()) {
                write("coppice: this failed before any task had worked, so it counts for nothing\n");
            } else {
                return verdict;
            }
        }
        return new Verdict.Passed(passed);
    }

    private Verdict run(Check check) {
        write("\n$ " + check.command() + "\n");
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
            case ProcessResult.Exceeded(var limit) -> failed(check, limit, tail);
            case ProcessResult.Stopped _ -> new Verdict.Stopped();
            case ProcessResult.NotStarted(var reason) -> new Verdict.Unavailable(reason);
        };
    }

    private static Verdict failed(Check check, String how, Tail tail) {
        var lines = tail.lastLines(EVIDENCE_LINES);
        return new Verdict.Failed(check, lines.isEmpty() ? how : how + "\n" + lines, tail.lastLines(OUTPUT_LINES));
    }

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            log.write(bytes, bytes.length);
        } catch (IOException e) {
            // A log that cannot be written is no reason to judge the work otherwise.
        }
    }
}
