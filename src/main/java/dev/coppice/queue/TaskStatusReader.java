package dev.coppice.queue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.coppice.task.Phase;
import dev.coppice.task.TaskId;
import dev.coppice.task.TaskNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Reads the tasks of one execution with their attempts, and says what the queued ones wait for. */
@ApplicationScoped
class TaskStatusReader {

    private final TaskRows tasks;
    private final TaskDataRows data;
    private final TaskEdgeRows edges;
    private final AttemptRows attempts;

    TaskStatusReader(TaskRows tasks, TaskDataRows data, TaskEdgeRows edges, AttemptRows attempts) {
        this.tasks = tasks;
        this.data = data;
        this.edges = edges;
        this.attempts = attempts;
    }

    List<TaskStatus> read(String execution, List<BatchRow> batches) {
        List<TaskRow> rows = tasks.list("executionId = ?1 order by id", execution);
        var view = new View(
                rows.stream().collect(toMap(row -> row.id, Function.identity())),
                batches.stream().collect(toMap(batch -> batch.id, Function.identity())),
                data(execution),
                edges.list("executionId", execution).stream().collect(groupingBy(edge -> edge.child)),
                attemptsOf(execution));
        return rows.stream().map(view::status).toList();
    }

    /** Without the payloads, which may be large. */
    private Map<Long, Said> data(String execution) {
        return data.getSession()
                .createSelectionQuery(
                        "select taskId, title, approvalBy, approvalAt, approvalComment from TaskDataRow where executionId = ?1",
                        Object[].class)
                .setParameter(1, execution)
                .getResultStream()
                .collect(toMap(row -> (Long) row[0], Said::of));
    }

    /** What is known of a task besides what the queue works with. */
    private record Said(String title, Optional<String> by, Optional<Instant> at, Optional<String> comment) {

        private static final Said NOTHING = new Said("", Optional.empty(), Optional.empty(), Optional.empty());

        private static Said of(Object[] row) {
            return new Said(
                    (String) row[1],
                    Optional.ofNullable((String) row[2]),
                    Optional.ofNullable((Instant) row[3]),
                    Optional.ofNullable((String) row[4]));
        }

        Approval approval(String state) {
            return new Approval(Approval.State.of(state), by, at, comment);
        }
    }

    private Map<Long, List<AttemptRow>> attemptsOf(String execution) {
        return attempts
                .list(
                        "taskId in (select t.id from TaskRow t where t.executionId = ?1) order by taskId, number",
                        execution)
                .stream()
                .collect(groupingBy(attempt -> attempt.taskId));
    }

    /** The rows of one execution, by id. */
    private record View(
            Map<Long, TaskRow> tasks,
            Map<Long, BatchRow> batches,
            Map<Long, Said> data,
            Map<Long, List<TaskEdgeRow>> edgesByChild,
            Map<Long, List<AttemptRow>> attempts) {

        TaskStatus status(TaskRow row) {
            var made = attempts.getOrDefault(row.id, List.of()).stream()
                    .map(AttemptRow::toStatus)
                    .toList();
            var batch = Objects.requireNonNull(batches.get(row.batchId));
            var said = data.getOrDefault(row.id, Said.NOTHING);
            return new TaskStatus(
                    new TaskId(row.id),
                    new TaskNumber(row.number),
                    said.title(),
                    batch.position,
                    row.toState(
                            made.isEmpty() ? Phase.PREPARING : made.getLast().phase()),
                    made,
                    row.isQueued() ? openParents(row) : List.of(),
                    row.isQueued() ? openBatches(batch) : List.of(),
                    Optional.ofNullable(row.approval).map(said::approval),
                    row.isExecuting() && row.cancelRequestedAt != null);
        }

        private List<TaskNumber> openParents(TaskRow child) {
            return edgesByChild.getOrDefault(child.id, List.of()).stream()
                    .filter(this::isPending)
                    .map(edge -> new TaskNumber(parent(edge).number))
                    .toList();
        }

        private boolean isPending(TaskEdgeRow edge) {
            return edge.isNeed() ? !parent(edge).isDone() : parent(edge).isOpen();
        }

        private TaskRow parent(TaskEdgeRow edge) {
            return Objects.requireNonNull(tasks.get(edge.parent));
        }

        private List<Integer> openBatches(BatchRow batch) {
            return batches.values().stream()
                    .filter(other -> batch.needed().contains(other.position) && !other.state.equals("completed"))
                    .map(other -> other.position)
                    .sorted()
                    .toList();
        }
    }
}
