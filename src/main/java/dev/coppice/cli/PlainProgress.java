package dev.coppice.cli;

import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.TaskStatus;
import dev.coppice.task.TaskNumber;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** One line for each change, for logs and pipes. */
final class PlainProgress implements Progress {

    private final PrintStream out;
    private final InstantSource clock;
    private final Map<TaskNumber, String> shown = new HashMap<>();

    PlainProgress(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void show(ExecutionStatus execution) {
        execution.tasks().forEach(this::showChange);
    }

    private void showChange(TaskStatus task) {
        var state = ProgressLine.state(task);
        var before = shown.put(task.number(), state);
        if (!state.equals(before) && !(before == null && ProgressLine.isWaiting(task))) {
            var time =
                    LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
            out.println(time + "  " + task.number() + "  " + state + "  " + ProgressLine.title(task));
        }
    }
}
