package dev.coppice.cli.client;

import dev.coppice.cli.progress.HandoverWords;
import dev.coppice.cli.progress.ReportWords;
import dev.coppice.cli.progress.RunView;
import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.cli.terminal.OneLine;
import dev.coppice.process.Legible;
import dev.coppice.process.TypedCommand;
import dev.coppice.report.ExecutionReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The last words of a watch: what came of the execution, where its result is, how to go on.
 *
 * @param again what a command has to say to mean the same service
 */
record WatchEnding(RunView view, ExecutionReport report, List<String> again) {

    private static final int ABBREVIATED = 10;

    int exitCode() {
        return words().exitCode(ExitCode.INFRASTRUCTURE);
    }

    void print(PrintStream messages) {
        words().print(messages);
        next().forEach(messages::println);
    }

    private ReportWords words() {
        return new ReportWords(view, report);
    }

    private List<String> next() {
        return switch (view.state()) {
            case COMPLETED -> result();
            case FAILED -> List.of(landed(), "to try again what failed: " + command("retry"));
            case CANCELLED -> List.of(landed(), "to do after all what was cancelled: " + command("retry"));
            case PAUSED -> paused();
            case QUEUED, EXECUTING -> List.of("to go on watching: " + command("watch"));
        };
    }

    private List<String> paused() {
        var lines = new ArrayList<>(List.of("paused: "
                + Legible.text(view.pauseDetail().or(view::pauseReason).orElse("somebody asked for it"))));
        if (view.isPausedForApproval()) {
            lines.add("to approve: " + command("approve"));
        }
        lines.add("to go on: " + command("resume"));
        return lines;
    }

    private List<String> result() {
        var lines = new ArrayList<>(new HandoverWords(report).lines());
        lines.add(landed());
        return lines;
    }

    private String landed() {
        return report.resultCommit().equals(report.baseCommit())
                ? "nothing has landed"
                : "the result is on the branch " + OneLine.of(report.resultBranch()) + " of the service's repository: "
                        + abbreviated(report.baseCommit()) + ".." + abbreviated(report.resultCommit());
    }

    private static String abbreviated(String commit) {
        return OneLine.of(commit.substring(0, Math.min(ABBREVIATED, commit.length())));
    }

    private String command(String name) {
        return command(name, view.id(), again);
    }

    /** As a person can type it. */
    static String command(String name, String execution, List<String> again) {
        var words = new ArrayList<>(List.of("coppice", name, execution));
        words.addAll(again);
        return new TypedCommand(words).toString();
    }
}
