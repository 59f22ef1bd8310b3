package dev.coppice.wholeplan;

import dev.coppice.queue.AttemptStatus;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.TaskStatus;
import dev.coppice.task.TaskState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Holds what became of a drawn plan against what may become of it, whatever the order in which things happened. */
final class Judgement {

    /** What a drawn task can fail of by itself; no accident is among it. */
    private static final Set<String> OWN_FAULTS = Set.of("agent_failed", "check_failed", "conflict", "no_change");

    private final RandomPlan plan;
    private final ExecutionStatus status;
    private final List<Landed> chain;
    private final Replay replay;

    /** Every state of the result by its commit, the base being the first, with its position. */
    private final Map<String, Integer> tips = new LinkedHashMap<>();

    private final Map<String, TaskStatus> ended = new HashMap<>();
    private final List<String> objections = new ArrayList<>();

    Judgement(RandomPlan plan, ExecutionStatus status, List<Landed> chain, Replay replay) {
        this.plan = plan;
        this.status = status;
        this.chain = chain;
        this.replay = replay;
        tips.put(status.base().sha(), 0);
        chain.forEach(landed -> tips.put(landed.commit(), tips.size()));
        status.tasks().forEach(task -> ended.put(task.number().text(), task));
    }

    /** One sentence for each thing that must not be so. */
    List<String> objections() throws IOException {
        String before = status.base().sha();
        for (var landed : chain) {
            judge(landed, before);
            before = landed.commit();
        }
        check(before.equals(status.resultTip().sha()), "the queue takes " + status.resultTip() + " for the result");
        var landedTasks = chain.stream().map(Landed::task).toList();
        check(landedTasks.stream().distinct().count() == landedTasks.size(), "landed twice: " + landedTasks);
        for (var task : plan.tasks()) {
            judge(task, ended.get(task.number()));
        }
        return List.copyOf(objections);
    }

    private void check(boolean holds, String objection) {
        if (!holds) {
            objections.add(objection);
        }
    }

    private void judge(Landed landed, String before) throws IOException {
        var task = task(landed.task());
        String name = "task " + task.number();
        check(landed.parents().equals(before), name + " stands on " + landed.parents() + " instead of " + before);
        check(landed.execution().equals(status.id().value()), name + " is of execution " + landed.execution());
        String base = replay.commit(landed.kept() + "^");
        check(
                replay.effect(base, task.effect()).equals(replay.tree(landed.kept())),
                name + "'s kept work is not what its agent did");
        check(
                replay.onto(before, landed.kept()).filter(landed.tree()::equals).isPresent(),
                name + " landed as something else than its own change on top of what had landed before");
        check(
                task.check().stream().allMatch(command -> replay.passes(landed.commit(), command)),
                name + "'s check fails on what landed");
        check(begins(task, base), name + " began before what it needs was part of the result");
    }

    /** Whether what the task needs had landed where it started. */
    private boolean begins(DrawnTask task, String base) {
        int start = tips.getOrDefault(base, -1);
        return start >= 0
                && chain.stream()
                        .filter(landed -> plan.needs(task).contains(landed.task()))
                        .allMatch(landed -> tips.get(landed.commit()) <= start);
    }

    private DrawnTask task(String number) {
        return plan.tasks().stream()
                .filter(task -> task.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private void judge(DrawnTask task, TaskStatus end) throws IOException {
        String name = "task " + task.number() + " " + end.state();
        var landed =
                chain.stream().filter(one -> one.task().equals(task.number())).toList();
        boolean needsAreMet =
                plan.needs(task).stream().allMatch(need -> ended.get(need).state() instanceof TaskState.Completed);
        check(needsAreMet != end.state() instanceof TaskState.Skipped, name + ", needs met: " + needsAreMet);
        switch (end.state()) {
            case TaskState.Completed(var commit)
            when commit != null ->
                check(
                        landed.stream().map(Landed::commit).toList().equals(List.of(commit.sha()))
                                && landed.getFirst().attempt()
                                        == end.attempts().getLast().number(),
                        name + ", but on the result is " + landed);
            case TaskState.Completed _ -> check(landed.isEmpty() && hadNothingToLand(task, end), name + " with work");
            case TaskState.Failed(var reason) -> check(landed.isEmpty() && canFail(task, end, reason), name);
            case TaskState.Skipped _ -> check(landed.isEmpty() && end.attempts().isEmpty(), name + " after all");
            case TaskState.Queued _, TaskState.Executing _, TaskState.Cancelled _ -> check(false, name);
        }
        check(
                task.conduct() != Conduct.FAILS || !(end.state() instanceof TaskState.Completed),
                name + ", whose agent said that it failed");
        for (var attempt : end.attempts()) {
            judge(task, attempt, name + " attempt " + attempt.number());
        }
    }

    /** Nothing changed and a check passed, or what changed is part of the result at some time. */
    private boolean hadNothingToLand(DrawnTask task, TaskStatus end) {
        String kept = kept(task, end.attempts().getLast());
        return replay.has(kept)
                ? tips.keySet().stream()
                        .anyMatch(tip -> replay.onto(tip, kept)
                                .filter(replay.tree(tip)::equals)
                                .isPresent())
                : task.check().isPresent();
    }

    private boolean canFail(DrawnTask task, TaskStatus end, String reason) throws IOException {
        String kept = kept(task, end.attempts().getLast());
        return OWN_FAULTS.contains(reason)
                && switch (reason) {
                    case "agent_failed" -> task.conduct() != Conduct.WORKS;
                    case "check_failed" -> task.check().isPresent();
                    case "no_change" -> task.check().isEmpty() && doesNothingSomewhere(task);
                    default ->
                        tips.keySet().stream()
                                .anyMatch(tip -> replay.onto(tip, kept).isEmpty());
                };
    }

    private boolean doesNothingSomewhere(DrawnTask task) throws IOException {
        for (var tip : tips.keySet()) {
            if (replay.effect(tip, task.effect()).equals(replay.tree(tip))) {
                return true;
            }
        }
        return false;
    }

    /** Work that was begun is kept, and all of it where the agent came to its end. */
    private void judge(DrawnTask task, AttemptStatus attempt, String name) throws IOException {
        String kept = kept(task, attempt);
        boolean isKept = replay.has(kept);
        if (attempt.state().equals("failed") && attempt.commit().isPresent()) {
            check(isKept && replay.holds(kept, attempt.commit().get().sha()), name + " has lost its work");
        }
        boolean cameToItsEnd = task.conduct() == Conduct.FAILS
                && attempt.reason().filter("agent_failed"::equals).isPresent();
        if (cameToItsEnd && isKept) {
            String base = replay.commit(kept + "^");
            check(replay.effect(base, task.effect()).equals(replay.tree(kept)), name + " has kept something else");
        } else if (cameToItsEnd) {
            check(doesNothingSomewhere(task), name + " has kept nothing");
        }
    }

    private String kept(DrawnTask task, AttemptStatus attempt) {
        return Landed.kept(status.id().value(), task.number(), attempt.number());
    }

    /** For people: what became of the tasks, by state and reason. */
    String summary() {
        return ended.values().stream()
                .collect(Collectors.groupingBy(
                        task -> task.state() instanceof TaskState.Failed(var reason)
                                ? reason
                                : task.state().word(),
                        TreeMap::new,
                        Collectors.counting()))
                .toString();
    }
}
