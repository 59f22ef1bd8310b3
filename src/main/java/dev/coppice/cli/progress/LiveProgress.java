package dev.coppice.cli.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** One line for each task, drawn anew in place, for a terminal. */
public final class LiveProgress implements Progress {

    private static final String ERASE_LINE = "\033[2K";
    private static final String ERASE_BELOW = "\033[J";

    private final PrintStream out;
    private final InstantSource clock;
    private final int columns;
    private final int rows;
    private int drawn;

    LiveProgress(PrintStream out, InstantSource clock, int columns, int rows) {
        this.out = out;
        this.clock = clock;
        this.columns = columns;
        this.rows = rows;
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public void show(RunView execution) {
        var text = new StringBuilder(drawn > 0 ? "\033[%dA".formatted(drawn) : "");
        var lines = lines(execution);
        lines.forEach(line -> text.append(ERASE_LINE).append(line).append('\n'));
        text.append(ERASE_BELOW);
        drawn = lines.size();
        out.print(text);
        out.flush();
    }

    /** Of a long plan only what moves, so that the picture always fits on the screen. */
    private List<String> lines(RunView execution) {
        var tasks = execution.tasks();
        var pauses = execution.agentPauses();
        var budgets = execution.budgets();
        var approvals = ApprovalWords.of(execution).stream().toList();
        long room = rows - 2L - pauses.size() - budgets.size() - approvals.size();
        var shown = tasks.size() <= room
                ? tasks
                : tasks.stream()
                        .filter(TaskLine::isExecuting)
                        .limit(Math.max(0, room))
                        .toList();
        return Stream.of(
                        shown.stream().map(this::line),
                        pauses.stream().map(pause -> fitting(PauseWords.of(pause, clock.instant()))),
                        budgets.stream().map(budget -> fitting(BudgetWords.of(budget))),
                        approvals.stream().map(this::fitting),
                        Stream.of(summary(execution)))
                .flatMap(lines -> lines)
                .toList();
    }

    private String line(TaskLine task) {
        var line = "%s %-6s %-28s %s"
                .formatted(task.mark(), task.number(), task.words() + elapsed(task), task.shownTitle());
        return fitting(line);
    }

    private String fitting(String line) {
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }

    private String elapsed(TaskLine task) {
        return task.isExecuting()
                ? task.startedAt()
                        .map(start ->
                                " " + Duration.between(start, clock.instant()).toSeconds() + "s")
                        .orElse("")
                : "";
    }

    private static String summary(RunView execution) {
        long done = execution.tasks().stream()
                .filter(task -> task.state().isFinal())
                .count();
        return "%d of %d tasks, execution %s %s"
                .formatted(
                        done,
                        execution.tasks().size(),
                        execution.id(),
                        execution.state().word());
    }
}
