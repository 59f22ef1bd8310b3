package dev.coppice.plan.assembly;

import dev.coppice.plan.PlanReport;
import dev.coppice.plan.TaskPlace;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.outline.PlanSource;
import dev.coppice.task.TaskNumber;

/** Tells how a plan was read. */
final class PlanReports {

    private PlanReports() {}

    static PlanReport of(PlanSource source, Structure structure) {
        var text = source.outline().source();
        return new PlanReport(
                structure.tasks.stream()
                        .map(task -> new TaskPlace(
                                new TaskNumber(task.number),
                                task.line,
                                task.lastLine,
                                task.doneMark.or(() -> HeadMark.of(task, text))))
                        .toList(),
                structure.groupHeads.stream().sorted().toList(),
                structure.ignored.entrySet().stream()
                        .map(line -> new PlanReport.Ignored(line.getKey(), line.getValue()))
                        .sorted((one, other) -> Integer.compare(one.line(), other.line()))
                        .toList(),
                structure.tasks.stream()
                        .filter(DraftTask::isDropped)
                        .map(task -> new PlanReport.Dropped(
                                new TaskNumber(task.number), task.title, task.line, task.droppedBecause()))
                        .toList());
    }
}
