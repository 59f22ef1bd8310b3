package dev.coppice.plan;

import dev.coppice.task.TaskNumber;
import java.util.List;
import java.util.Optional;

/** How a plan was read: where its tasks and the heads of its groups stand, what looked like a task and is none, and which tasks are never run. */
public record PlanReport(
        List<TaskPlace> places, List<Integer> groupLines, List<Ignored> ignored, List<Dropped> dropped) {

    /** For a plan that was not read from a source. */
    public static final PlanReport NONE = new PlanReport(List.of(), List.of(), List.of(), List.of());

    /** A line that looks like a task or a group and is none, and why. */
    public record Ignored(int line, String reason) {}

    /** A task that its plan has struck out, cancelled or put off. */
    public record Dropped(TaskNumber number, String title, int line, String reason) {}

    public PlanReport {
        places = List.copyOf(places);
        groupLines = List.copyOf(groupLines);
        ignored = List.copyOf(ignored);
        dropped = List.copyOf(dropped);
    }

    public Optional<TaskPlace> placeOf(TaskNumber number) {
        return places.stream().filter(place -> place.number().equals(number)).findFirst();
    }
}
