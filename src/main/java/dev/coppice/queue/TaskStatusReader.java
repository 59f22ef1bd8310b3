package dev.coppice.queue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.coppice.queue.row.Columns;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.Phase;
import dev.coppice.task.TaskId;
import dev.coppice.task.TaskNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Reads the tasks of one execution with their attempts, and says what the queued ones wait for. */
@ApplicationScoped
class TaskStatusReader {

    private static final SqlText EDGES =
            SqlText.of("select parent, child, kind from task_edge where execution_id = :execution");

    private final Sql sql;

    TaskStatusReader(Sql sql) {
        this.sql = sql;
    }

    List<TaskStatus> read(String execution, List<BatchLine> batches) {
        var tasks = sql.call(TaskLine.OF_EXECUTION).with("execution", execution).rows(TaskLine::of);
        var view = new View(
                tasks.stream().collect(toMap(TaskLine::id, Function.identity())),
                batches.stream().collect(toMap(BatchLine::id, BatchLine::status)),
                tasks.stream().anyMatch(TaskLine::isQueued) ? edges(execution) : Map.of(),
                attempts(execution));
        return tasks.stream().map(view::status).toList();
    }

    private Map<Long, List<Edge>> edges(String execution) {
        return sql.call(EDGES).with("execution", execution).rows(Edge::of).stream()
                .collect(groupingBy(Edge::child));
    }

    private Map<Long, List<AttemptStatus>> attempts(String execution) {
        return sql.call(AttemptLine.OF_EXECUTION).with("execution", execution).rows(AttemptLine::of).stream()
                .collect(groupingBy(AttemptLine::task, mapping(AttemptLine::status, toList())));
    }

    /** That the child waits for the parent: for its work, or only for its end. */
    private record Edge(long parent, long child, boolean isNeed) {

        private static Edge of(ResultSet row) throws SQLException {
            return new Edge(
                    row.getLong("parent"),
                    row.getLong("child"),
                    Columns.text(row, "kind").equals("needs"));
        }
    }

    /** What is known of one execution, by id; edges by the child. */
    private record View(
            Map<Long, TaskLine> tasks,
            Map<Long, BatchStatus> batches,
            Map<Long, List<Edge>> edges,
            Map<Long, List<AttemptStatus>> attempts) {

        TaskStatus status(TaskLine task) {
            var made = attempts.getOrDefault(task.id(), List.of());
            var batch = Objects.requireNonNull(batches.get(task.batch()));
            return new TaskStatus(
                    new TaskId(task.id()),
                    new TaskNumber(task.number()),
                    task.title(),
                    batch.position(),
                    task.toState(
                            made.isEmpty() ? Phase.PREPARING : made.getLast().phase()),
                    made,
                    task.isQueued() ? openParents(task) : List.of(),
                    task.isQueued() ? openBatches(batch) : List.of(),
                    task.approval(),
                    task.isExecuting() && task.cancelRequested());
        }

        private List<TaskNumber> openParents(TaskLine child) {
            return edges.getOrDefault(child.id(), List.of()).stream()
                    .filter(this::isPending)
                    .map(edge -> new TaskNumber(parent(edge).number()))
                    .toList();
        }

        private boolean isPending(Edge edge) {
            return edge.isNeed() ? !parent(edge).isDone() : parent(edge).isOpen();
        }

        private TaskLine parent(Edge edge) {
            return Objects.requireNonNull(tasks.get(edge.parent()));
        }

        private List<Integer> openBatches(BatchStatus batch) {
            return batches.values().stream()
                    .filter(other -> batch.needs().contains(other.position())
                            && !other.state().equals("completed"))
                    .map(BatchStatus::position)
                    .sorted()
                    .toList();
        }
    }
}
