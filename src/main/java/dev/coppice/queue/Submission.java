package dev.coppice.queue;

import dev.coppice.plan.Batch;
import dev.coppice.plan.Dependency;
import dev.coppice.plan.PlannedTask;
import dev.coppice.task.TaskNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** Writes the batches, tasks and edges of a new execution. */
@ApplicationScoped
class Submission {

    private final BatchRows batches;
    private final TaskRows tasks;
    private final TaskDataRows data;
    private final TaskEdgeRows edges;
    private final Reach reach;

    Submission(BatchRows batches, TaskRows tasks, TaskDataRows data, TaskEdgeRows edges, Reach reach) {
        this.batches = batches;
        this.tasks = tasks;
        this.data = data;
        this.edges = edges;
        this.reach = reach;
    }

    /** In two passes, because a task may depend on one that comes later in the plan. */
    void write(NewExecution execution) {
        var rows = new HashMap<TaskNumber, TaskRow>();
        var queue = reach.queueOf(execution);
        for (Batch batch : execution.plan().batches()) {
            writeTasks(execution, batch, writeBatch(execution, batch), queue, rows);
        }
        for (PlannedTask task : execution.plan().tasks()) {
            writeEdges(task, rows);
        }
    }

    private BatchRow writeBatch(NewExecution execution, Batch batch) {
        var row = new BatchRow();
        row.executionId = execution.id().value();
        row.position = batch.position();
        row.number = batch.number();
        row.title = batch.title();
        row.phase = batch.phase();
        row.needs = batch.needs().stream().mapToInt(Integer::intValue).toArray();
        row.state = "queued";
        batches.persist(row);
        return row;
    }

    private void writeTasks(
            NewExecution execution, Batch batch, BatchRow batchRow, String queue, Map<TaskNumber, TaskRow> rows) {
        var done = doneTasks(execution);
        for (PlannedTask task : batch.tasks()) {
            var row = taskRow(execution, batchRow, task);
            row.queue = queue;
            row.pendingParents = pendingParents(task, batch, done);
            tasks.persist(row);
            rows.put(task.number(), row);
            writeData(task, row);
        }
    }

    private static TaskRow taskRow(NewExecution execution, BatchRow batch, PlannedTask task) {
        var row = new TaskRow();
        row.executionId = execution.id().value();
        row.batchId = batch.id;
        row.number = task.number().text();
        row.agent = ClaimedAgent.name(task.agent().orElse(execution.settings().agent()), execution.mode());
        row.escalation = execution.escalation().isEmpty()
                ? null
                : execution.escalation().stream()
                        .map(agent -> ClaimedAgent.name(agent, execution.mode()))
                        .toArray(String[]::new);
        row.priority = (short) execution.scheduling().priority();
        row.maxRetries = execution.scheduling().maxRetries();
        row.state = task.done() ? "skipped" : "queued";
        row.reason = task.done() ? "done_in_plan" : null;
        row.approval = isAskedFor(task) ? Approval.State.REQUIRED.word() : null;
        return row;
    }

    private static boolean isAskedFor(PlannedTask task) {
        return task.needsApproval() && !task.done();
    }

    /**
     * All needed batches count, even those that have nothing to do: their end, in this same transaction, takes them off. So does an approval
     * that is not given yet.
     */
    private static int pendingParents(PlannedTask task, Batch batch, Map<TaskNumber, Boolean> done) {
        long parents =
                task.parents().stream().filter(parent -> !isDone(done, parent)).count();
        return Math.toIntExact(parents + batch.needs().size() + (isAskedFor(task) ? 1 : 0));
    }

    private static boolean isDone(Map<TaskNumber, Boolean> done, TaskNumber number) {
        return Boolean.TRUE.equals(done.get(number));
    }

    private static Map<TaskNumber, Boolean> doneTasks(NewExecution execution) {
        var done = new HashMap<TaskNumber, Boolean>();
        execution.plan().tasks().forEach(task -> done.put(task.number(), task.done()));
        return done;
    }

    private void writeData(PlannedTask task, TaskRow row) {
        var stored = new TaskDataRow();
        stored.taskId = row.id;
        stored.executionId = row.executionId;
        stored.title = task.title();
        stored.payload = Json.write(task);
        data.persist(stored);
    }

    private void writeEdges(PlannedTask task, Map<TaskNumber, TaskRow> rows) {
        var kinds = new HashMap<TaskNumber, String>();
        task.dependsOn().forEach(dependency -> kinds.merge(dependency.on(), kind(dependency), Submission::stronger));
        kinds.forEach((parent, kind) -> writeEdge(row(rows, parent), row(rows, task.number()), kind));
    }

    private static TaskRow row(Map<TaskNumber, TaskRow> rows, TaskNumber number) {
        var row = rows.get(number);
        if (row == null) {
            throw new IllegalArgumentException("the plan has an edge to a task it does not have: " + number);
        }
        return row;
    }

    private static String stronger(String one, String other) {
        return one.equals("needs") ? one : other;
    }

    /** Tasks that merely change the same file keep their order, but the failure of one is no reason to skip the other. */
    private static String kind(Dependency dependency) {
        return switch (dependency.kind()) {
            case HARD, SEQUENCE -> "needs";
            case SHARED_FILE -> "order";
        };
    }

    private void writeEdge(TaskRow parent, TaskRow child, String kind) {
        var edge = new TaskEdgeRow();
        edge.parent = parent.id;
        edge.child = child.id;
        edge.executionId = child.executionId;
        edge.kind = kind;
        edges.persist(edge);
    }
}
