package dev.coppice.cli.progress;

import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.cli.terminal.OneLine;
import dev.coppice.process.Legible;
import dev.coppice.report.BaselineReport;
import dev.coppice.report.ExecutionReport;
import dev.coppice.task.TaskState;
import java.io.PrintStream;
import java.util.Optional;

/** Says what came of an execution: what failed and why, how much is done, what it took. */
public record ReportWords(RunView view, ExecutionReport report) {

    /** The same whoever watched; {@code unfinished} is the code of one that is not at its end. */
    public int exitCode(int unfinished) {
        return switch (view.state()) {
            case COMPLETED -> isAllDone() ? ExitCode.OK : ExitCode.INFRASTRUCTURE;
            case FAILED, CANCELLED -> ExitCode.FAILED;
            case PAUSED -> view.isPausedForApproval() ? ExitCode.AWAITS_APPROVAL : unfinished;
            case QUEUED, EXECUTING -> unfinished;
        };
    }

    private boolean isAllDone() {
        var handover = new HandoverWords(report);
        return !handover.isPushMissing() && !handover.isPullRequestMissing();
    }

    public void print(PrintStream messages) {
        view.tasks().stream().filter(task -> task.error().isPresent()).forEach(task -> explain(task, messages));
        messages.println(summary());
        report.baseline().stream().filter(check -> !check.passed()).forEach(check -> explain(check, messages));
    }

    private static void explain(TaskLine task, PrintStream messages) {
        messages.println();
        messages.println("task " + task.number() + (task.state() instanceof TaskState.Cancelled ? " was " : " failed: ")
                + Legible.text(task.error().orElse("")));
        task.log().ifPresent(log -> messages.println("  its log: " + log));
        task.work().ifPresent(commit -> messages.println("  its work: git show " + commit));
    }

    private static void explain(BaselineReport check, PrintStream messages) {
        messages.println("failed before any task had worked, "
                + (check.enforced() ? "and must pass all the same: " : "and was not enforced: ")
                + OneLine.of(check.command()));
    }

    private String summary() {
        long completed = count(TaskState.Completed.class);
        long cancelled = count(TaskState.Cancelled.class);
        return "\n%s: %d of %d tasks completed, %d failed, %d skipped%s, in %.1f s (parallel efficiency %.0f %%)%s"
                .formatted(
                        view.state().word(),
                        completed,
                        view.tasks().size(),
                        count(TaskState.Failed.class),
                        count(TaskState.Skipped.class),
                        cancelled > 0 ? ", " + cancelled + " cancelled" : "",
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

    private long count(Class<? extends TaskState> state) {
        return view.tasks().stream()
                .filter(task -> state.isInstance(task.state()))
                .count();
    }
}
