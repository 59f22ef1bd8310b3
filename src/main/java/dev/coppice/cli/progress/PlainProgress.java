package dev.coppice.cli.progress;

import dev.coppice.cli.terminal.OneLine;
import dev.coppice.task.TaskNumber;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One line for each change, for logs and pipes. */
public final class PlainProgress implements Progress {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final PrintStream out;
    private final InstantSource clock;
    private final Map<TaskNumber, String> shown = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private Map<String, String> pausing = Map.of();

    PlainProgress(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public void show(RunView execution) {
        execution.tasks().forEach(this::showChange);
        showPauses(execution);
        showApprovals(execution);
        execution.budgets().stream().map(BudgetWords::of).filter(told::add).forEach(this::print);
    }

    /** Each task says by itself that it waits; here it is how to help it. */
    private void showApprovals(RunView execution) {
        if (execution.toApprove().isPresent()) {
            ApprovalWords.of(execution).filter(told::add).ifPresent(this::print);
        }
    }

    /** Once, and again only if it says something else. */
    private void showPauses(RunView execution) {
        var now = clock.instant();
        var pauses = new TreeMap<String, String>();
        execution.agentPauses().forEach(pause -> pauses.put(pause.agent(), PauseWords.of(pause, now)));
        pauses.forEach((agent, words) -> {
            if (!words.equals(pausing.get(agent))) {
                print(words);
            }
        });
        pausing.keySet().stream()
                .filter(agent -> !pauses.containsKey(agent))
                .forEach(agent -> print(OneLine.of(agent) + " goes on"));
        pausing = pauses;
    }

    private void print(String words) {
        out.println(TIME.format(clock.instant().atZone(ZoneId.systemDefault())) + "  " + words);
    }

    private void showChange(TaskLine task) {
        var state = task.words();
        var before = shown.put(task.number(), state);
        if (!state.equals(before) && !(before == null && task.isWaiting())) {
            print(task.number() + "  " + state + "  " + task.shownTitle());
        }
    }
}
