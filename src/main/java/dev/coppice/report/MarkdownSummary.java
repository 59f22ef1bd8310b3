package dev.coppice.report;

import dev.coppice.money.Spent;
import dev.coppice.queue.AttemptStatus;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.TaskStatus;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A page about an execution: how it stands, a table of its tasks, what its failures printed last.
 *
 * @param tail what an attempt printed last
 */
record MarkdownSummary(ExecutionStatus execution, Function<AttemptStatus, String> tail) {

    /** A comment on a pull request may have 65,536 characters. */
    private static final int MOST_CHARACTERS = 60_000;

    private static final int MOST_ROWS = 150;

    String text() {
        var page = new StringBuilder();
        page.append("## ").append(mark()).append(" Coppice: ").append(heading()).append("\n\n");
        page.append(facts()).append("\n\n");
        appendTable(page);
        appendBaseline(page);
        appendFailures(page);
        page.append(result()).append('\n');
        return page.toString();
    }

    private String mark() {
        return switch (execution.state()) {
            case COMPLETED -> isPushMissing() ? "❌" : "✅";
            case FAILED, CANCELLED -> "❌";
            case PAUSED -> "⏸️";
            case QUEUED, EXECUTING -> "⏳";
        };
    }

    private String heading() {
        return execution.state().word() + (isPushMissing() ? ", and not pushed as was asked for" : "");
    }

    private boolean isPushMissing() {
        var push = PushReport.of(execution);
        return execution.state() == ExecutionState.COMPLETED
                && push != null
                && !push.outcome().equals("pushed");
    }

    private String facts() {
        var report = ExecutionReport.of(execution);
        var counts = "%d of %d tasks completed, %d failed, %d skipped, %d cancelled"
                .formatted(
                        count(TaskState.Completed.class),
                        execution.tasks().size(),
                        count(TaskState.Failed.class),
                        count(TaskState.Skipped.class),
                        count(TaskState.Cancelled.class));
        var pause = execution.state() == ExecutionState.PAUSED
                ? "\n\n" + MarkdownText.inline(Suites.standing(execution))
                : "";
        return MarkdownText.inline(execution.plan().name()) + place() + ", execution `" + execution.id() + "`: "
                + counts + ", in " + seconds(report.wallSeconds()) + money(execution.spent()) + pause;
    }

    /** A folder of the service's host would tell readers nothing. */
    private String place() {
        return execution.settings().repository() == null
                ? ""
                : " in " + MarkdownText.inline(execution.repositoryName());
    }

    private long count(Class<? extends TaskState> state) {
        return execution.tasks().stream()
                .filter(task -> state.isInstance(task.state()))
                .count();
    }

    private static String money(Spent spent) {
        return spent.cost()
                .map(cost -> ", for " + dollars(cost) + " US dollars" + (spent.isEstimate() ? " (estimated)" : ""))
                .orElse("");
    }

    /** Of a long plan those tasks that somebody has to look at. */
    private void appendTable(StringBuilder page) {
        var all = execution.tasks();
        List<TaskStatus> shown = all.size() <= MOST_ROWS
                ? all
                : all.stream()
                        .filter(task -> !(task.state() instanceof TaskState.Completed))
                        .limit(MOST_ROWS)
                        .toList();
        page.append("| | Task | State | Attempts | Time | Cost | Commit |\n|---|---|---|--:|--:|--:|---|\n");
        shown.stream().map(MarkdownSummary::row).forEach(page::append);
        if (shown.size() < all.size()) {
            page.append("\nNot shown: ").append(all.size() - shown.size()).append(" more tasks.\n");
        }
        page.append('\n');
    }

    private static String row(TaskStatus task) {
        return "| %s | %s %s | %s | %d | %s | %s | %s |\n"
                .formatted(
                        mark(task.state()),
                        task.number(),
                        MarkdownText.inline(task.title()),
                        words(task.state()),
                        task.attempts().size(),
                        time(Suites.time(task)),
                        task.spent().cost().map(MarkdownSummary::dollars).orElse(""),
                        commit(task.state()));
    }

    private static String mark(TaskState state) {
        return switch (state) {
            case TaskState.Completed _ -> "✅";
            case TaskState.Failed _, TaskState.Cancelled _ -> "❌";
            case TaskState.Skipped _ -> "⏭️";
            case TaskState.Queued _, TaskState.Executing _ -> "⏳";
        };
    }

    private static String words(TaskState state) {
        return switch (state) {
            case TaskState.Failed(var reason) -> "failed: " + MarkdownText.inline(reason);
            case TaskState.Skipped(var reason) -> "skipped: " + MarkdownText.inline(reason);
            case TaskState.Completed(var commit) when commit == null -> "completed unchanged";
            case TaskState.Completed _, TaskState.Cancelled _, TaskState.Queued _, TaskState.Executing _ ->
                state.word();
        };
    }

    private static String time(Duration time) {
        return time.isZero() ? "" : seconds(time.toMillis() / 1000.0);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static String dollars(BigDecimal amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }

    private static String commit(TaskState state) {
        return state instanceof TaskState.Completed(var commit) && commit != null
                ? "`" + commit.abbreviated() + "`"
                : "";
    }

    private void appendBaseline(StringBuilder page) {
        var failed = BaselineReport.of(execution).stream()
                .filter(check -> !check.passed())
                .toList();
        failed.forEach(check -> page.append("- failed before any task had worked, ")
                .append(check.enforced() ? "and must pass all the same: " : "and was not enforced: ")
                .append(MarkdownText.inline(check.command()))
                .append('\n'));
        page.append(failed.isEmpty() ? "" : "\n");
    }

    /** As many as there is room for, in the plan's order. */
    private void appendFailures(StringBuilder page) {
        int left = 0;
        for (var task : execution.tasks()) {
            if (Verdict.of(task) instanceof Verdict.Failed failed) {
                var details = details(task, failed);
                boolean fits = page.length() + details.length() <= MOST_CHARACTERS;
                page.append(fits ? details : "");
                left += fits ? 0 : 1;
            }
        }
        if (left > 0) {
            page.append("There is no room here for what ").append(left).append(" more failures printed.\n\n");
        }
    }

    private String details(TaskStatus task, Verdict.Failed failed) {
        var printed = task.attempts().isEmpty()
                ? ""
                : LastLines.of(tail.apply(task.attempts().getLast()));
        return "<details><summary>Task %s %s failed: %s</summary>\n\n%s\n\n%s</details>\n\n"
                .formatted(
                        task.number(),
                        MarkdownText.inline(task.title()),
                        MarkdownText.inline(failed.type()),
                        MarkdownText.block(LastLines.of(failed.message())),
                        printed.isEmpty()
                                ? ""
                                : "The last lines of its log:\n\n" + MarkdownText.block(printed) + "\n\n");
    }

    private String result() {
        if (execution.resultTip().equals(execution.base())) {
            return "Nothing has landed.";
        }
        return "The result is commit `" + execution.resultTip().sha() + "` on the branch `"
                + execution.id().resultBranch() + "`.";
    }
}
