package dev.coppice.api.approval;

import dev.coppice.access.Caller;
import dev.coppice.api.Lookup;
import dev.coppice.api.Problem;
import dev.coppice.queue.Approval;
import dev.coppice.queue.Approvals;
import dev.coppice.queue.Approvals.Decision;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.TaskStatus;
import dev.coppice.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Carries decisions to the queue in their callers' names. Said again, a decision changes nothing and is no error. */
@ApplicationScoped
class Deciding {

    private final Approvals approvals;
    private final Lookup lookup;
    private final Caller caller;

    Deciding(Approvals approvals, Lookup lookup, Caller caller) {
        this.approvals = approvals;
        this.lookup = lookup;
        this.caller = caller;
    }

    void approve(ExecutionStatus execution, Wish wish) {
        var tasks = wish.in(execution);
        int approved = approvals.approve(execution.id(), ids(tasks), decision(wish));
        if (approved == 0 && !areAll(execution, tasks, Approval.State.APPROVED)) {
            throw Problem.of(409, "nothing_to_approve", objection(execution, tasks, "approved"))
                    .asException();
        }
    }

    void reject(ExecutionStatus execution, Wish wish) {
        var tasks = wish.in(execution);
        int rejected = approvals.reject(execution.id(), ids(tasks), decision(wish));
        if (rejected == 0 && !areAll(execution, tasks, Approval.State.REJECTED)) {
            throw Problem.of(409, "nothing_to_reject", objection(execution, tasks, "rejected"))
                    .asException();
        }
    }

    private Decision decision(Wish wish) {
        return new Decision(caller.principal().name(), wish.comment());
    }

    private static List<TaskId> ids(List<TaskStatus> tasks) {
        return tasks.stream().map(TaskStatus::id).toList();
    }

    /** Looked at once more: somebody else may have decided in the meantime. */
    private boolean areAll(ExecutionStatus execution, List<TaskStatus> tasks, Approval.State state) {
        var meant = new HashSet<>(ids(tasks));
        var now = lookup.execution(execution.id().value()).tasks().stream()
                .filter(task -> meant.contains(task.id()))
                .toList();
        return !now.isEmpty()
                && now.stream()
                        .allMatch(task -> task.approval()
                                .filter(approval -> approval.state() == state)
                                .isPresent());
    }

    private static String objection(ExecutionStatus execution, List<TaskStatus> tasks, String done) {
        return tasks.isEmpty()
                ? "no task of " + execution.id() + " that is meant waits for an approval"
                : "only a queued task that is not decided yet can be " + done + ": "
                        + tasks.stream().map(Deciding::standing).collect(Collectors.joining(", "));
    }

    private static String standing(TaskStatus task) {
        return task.number() + " is " + task.state().word()
                + task.approval()
                        .filter(approval -> !approval.isOpen())
                        .map(approval -> " and " + approval.state().word())
                        .orElse("");
    }
}
