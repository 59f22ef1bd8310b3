package dev.coppice.cli;

import dev.coppice.task.TaskNumber;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One line for each change, for logs and pipes. */
final class PlainProgress implements Progress {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final PrintStream out;
    private final InstantSource clock;
    private final Map<TaskNumber, String> shown = new HashMap<>();

    PlainProgress(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void show(RunView execution) {
        execution.tasks().forEach(this::showChange);
    }

    private void showChange(TaskLine task) {
        var state = task.words();
        var before = shown.put(task.number(), state);
        if (!state.equals(before) && !(before == null && task.isWaiting())) {
            var time = TIME.format(clock.instant().atZone(ZoneId.systemDefault()));
            out.println(time + "  " + task.number() + "  " + state + "  " + task.shownTitle());
        }
    }
}
