package dev.coppice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.coppice.process.Legible;
import dev.coppice.process.TypedCommand;
import dev.coppice.queue.ExecutionReport;
import dev.coppice.task.TaskState;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The last words of a run: what came of it, where the result is, what to do next. */
record RunEnding(RunView view, ExecutionReport report, RunRequest request) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    int exitCode() {
        return switch (view.state()) {
            case COMPLETED -> result().isPushMissing() ? ExitCode.INFRASTRUCTURE : ExitCode.OK;
            case FAILED, CANCELLED -> ExitCode.FAILED;
            case PAUSED, QUEUED, EXECUTING ->
                Interruption.isRequested() ? ExitCode.INTERRUPTED : ExitCode.INFRASTRUCTURE;
        };
    }

    /** The report on one stream, where it was asked for; the words for people on the other. */
    void print(PrintStream output, PrintStream messages) {
        view.tasks().stream().filter(task -> task.error().isPresent()).forEach(task -> explain(task, messages));
        messages.println(summary());
        report.baseline().stream().filter(check -> !check.passed()).forEach(check -> explain(check, messages));
        messages.println(next());
        if (request.json()) {
            output.println(json());
        }
        output.flush();
    }

    private static void explain(TaskLine task, PrintStream messages) {
        messages.println();
        messages.println("task " + task.number() + " failed: "
                + Legible.text(task.error().orElse("")));
        task.log().ifPresent(log -> messages.println("  its log: " + log));
        task.work().ifPresent(commit -> messages.println("  its work: git show " + commit));
    }

    private static void explain(ExecutionReport.BaselineReport check, PrintStream messages) {
        messages.println("failed before any task had worked, "
                + (check.enforced() ? "and must pass all the same: " : "and was not enforced: ")
                + OneLine.of(check.command()));
    }

    private String summary() {
        long completed = count(TaskState.Completed.class);
        return "\n%s: %d of %d tasks completed, %d failed, %d skipped, in %.1f s (parallel efficiency %.0f %%)%s"
                .formatted(
                        view.state().word(),
                        completed,
                        view.tasks().size(),
                        count(TaskState.Failed.class),
                        count(TaskState.Skipped.class),
                        report.wallSeconds(),
                        100 * report.parallelEfficiency(),
                        money());
    }

    /** The cost; of agents whose cost nobody knows, at least the tokens. */
    private String money() {
        var tokens = Optional.ofNullable(report.tokens())
                .map(used -> ", with %d tokens read and %d written"
                        .formatted(used.input() + used.cacheRead() + used.cacheWrite(), used.output()));
        return Optional.ofNullable(report.costUsd())
                .map(cost -> ", for %.2f US dollars%s".formatted(cost, report.costIsEstimate() ? " (estimated)" : ""))
                .or(() -> tokens)
                .orElse("");
    }

    private String next() {
        return switch (view.state()) {
            case COMPLETED, FAILED, CANCELLED -> result().text();
            case PAUSED, QUEUED, EXECUTING ->
                view.pauseReason().filter("result_moved"::equals).isPresent()
                        ? "paused: somebody else moved the result; nothing lands until that is put right"
                        : view.pauseDetail()
                                        .map(detail -> "paused: " + Legible.text(detail) + "\n")
                                        .orElse("")
                                + "to go on: "
                                + TypedCommand.of(
                                        "coppice",
                                        "run",
                                        request.planName(),
                                        "--repo",
                                        request.repository(),
                                        "--resume");
        };
    }

    private ResultWords result() {
        return new ResultWords(report, request);
    }

    private long count(Class<? extends TaskState> state) {
        return view.tasks().stream()
                .filter(task -> state.isInstance(task.state()))
                .count();
    }

    private String json() {
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
