package dev.coppice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.coppice.cli.progress.ApprovalWords;
import dev.coppice.cli.progress.ReportWords;
import dev.coppice.cli.progress.RunView;
import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.process.Legible;
import dev.coppice.process.TypedCommand;
import dev.coppice.report.ExecutionReport;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/** The last words of a run: what came of it, where the result is, what to do next. */
record RunEnding(RunView view, ExecutionReport report, RunRequest request) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    int exitCode() {
        return words().exitCode(Interruption.isRequested() ? ExitCode.INTERRUPTED : ExitCode.INFRASTRUCTURE);
    }

    /** The report on one stream, where it was asked for; the words for people on the other. */
    void print(PrintStream output, PrintStream messages) {
        words().print(messages);
        messages.println(next());
        if (request.json()) {
            output.println(json());
        }
        output.flush();
    }

    private ReportWords words() {
        return new ReportWords(view, report);
    }

    private String next() {
        return switch (view.state()) {
            case COMPLETED, FAILED, CANCELLED -> new ResultWords(report, request).text();
            case PAUSED, QUEUED, EXECUTING -> view.isPausedForApproval() ? approval() : unfinished();
        };
    }

    private String approval() {
        var waiting = view.awaitingApproval().stream()
                .map(task -> task.number().text())
                .collect(Collectors.joining(","));
        return ApprovalWords.of(view).orElse("paused until tasks are approved") + "\nto approve that and go on: "
                + resumption() + " --approve " + (waiting.isEmpty() ? "all" : waiting);
    }

    private String unfinished() {
        return view.pauseReason().filter("result_moved"::equals).isPresent()
                ? "paused: somebody else moved the result; nothing lands until that is put right"
                : view.pauseDetail()
                                .map(detail -> "paused: " + Legible.text(detail) + "\n")
                                .orElse("")
                        + "to go on: "
                        + resumption();
    }

    private TypedCommand resumption() {
        return TypedCommand.of("coppice", "run", request.planName(), "--repo", request.repository(), "--resume");
    }

    private String json() {
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
