package dev.coppice.api.approval;

import dev.coppice.api.JsonFields;
import dev.coppice.api.Problem;
import dev.coppice.queue.Approval;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.TaskStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody approves or rejects, as it was sent.
 *
 * @param all every task that is not decided yet, also what is not asked for yet
 * @param batches by their positions: all of their tasks
 * @param tasks by their numbers; with none of the three, what is asked for now
 * @param comment what is said with it
 */
record Wish(boolean all, List<Integer> batches, List<String> tasks, Optional<String> comment) {

    private static final int MOST_BATCHES = 1_000_000;
    private static final Set<String> OF_TASK = Set.of(JsonFields.COMMENT);
    private static final Set<String> OF_EXECUTION = Set.of("all", "batches", "tasks", JsonFields.COMMENT);

    static Wish of(String body) {
        var fields = JsonFields.of(body, OF_EXECUTION);
        return new Wish(
                fields.flag("all").orElse(false),
                fields.numbers("batches", 1, MOST_BATCHES).orElse(List.of()),
                fields.texts("tasks").orElse(List.of()),
                fields.comment());
    }

    /** For the one task that the path names. */
    static Wish ofTask(String body, TaskStatus task) {
        return new Wish(
                false,
                List.of(),
                List.of(task.number().text()),
                JsonFields.of(body, OF_TASK).comment());
    }

    /** The tasks that are meant; a problem of status 400 names what there is not, one of 409 a task that nobody has to approve. */
    List<TaskStatus> in(ExecutionStatus execution) {
        refuseUnknown(execution);
        var wantedTasks = new HashSet<>(tasks);
        var wantedBatches = new HashSet<>(batches);
        boolean isOpenQuestion = !all && tasks.isEmpty() && batches.isEmpty();
        return execution.tasks().stream()
                .filter(task -> task.approval().isPresent())
                .filter(task -> isOpenQuestion
                        ? task.awaitsApproval()
                        : (all && task.approval().filter(Approval::isOpen).isPresent())
                                || wantedBatches.contains(task.batch())
                                || wantedTasks.contains(task.number().text()))
                .toList();
    }

    private void refuseUnknown(ExecutionStatus execution) {
        batches.stream()
                .filter(position -> execution.batches().stream().noneMatch(batch -> batch.position() == position))
                .findFirst()
                .ifPresent(position -> {
                    throw Problem.about(
                                    "batches",
                                    "there is no batch " + position + "; batches are named by their position")
                            .asException();
                });
        for (var number : tasks) {
            var task = execution.tasks().stream()
                    .filter(one -> one.number().text().equals(number))
                    .findFirst()
                    .orElseThrow(() -> Problem.about("tasks", "there is no task '" + number + "'")
                            .asException());
            if (task.approval().isEmpty()) {
                throw Problem.of(409, "no_approval_needed", "nobody has to approve task " + number)
                        .in("tasks")
                        .asException();
            }
        }
    }
}
