package dev.coppice.queue;

import dev.coppice.queue.row.Columns;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.CommitId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;
import dev.coppice.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Tells what became of the tasks that a claimed one has waited for. */
@ApplicationScoped
public class Dependencies {

    /** All that came before by way of edges, and all of the batches that its own batch needs. */
    private static final SqlText MET = SqlText.of("""
            with recursive before (id) as (
              select parent from task_edge where child = :task
               union
              select e.parent from before b join task_edge e on e.child = b.id),
            waited_for (id) as (
              select id from before
               union
              select t.id
                from batch own
                join batch needed on needed.execution_id = own.execution_id and needed.position = any (own.needs)
                join task t on t.batch_id = needed.id
               where own.id = (select batch_id from task where id = :task)),
            nearest as (
              select t.id, t.number, t.state, t.reason, t.commit_id, count(*) over () as found
                from waited_for w
                join task t on t.id = w.id
                join batch b on b.id = t.batch_id
               where t.state = 'completed' or t.state = 'skipped' and t.reason = 'done_in_plan'
               order by exists (select from task_edge e where e.child = :task and e.parent = t.id) desc, b.position desc, t.id desc
               limit :most)
            select n.number, d.title, n.state, coalesce(n.reason, '') as reason, n.commit_id, n.found
              from nearest n
              join task_data d on d.task_id = n.id
             order by n.id
            """);

    private final Sql sql;

    Dependencies(Sql sql) {
        this.sql = sql;
    }

    /**
     * Those of one task.
     *
     * @param nearest in the plan's order; of many, those that it depends on most directly
     * @param others how many are met besides
     */
    public record Met(List<MetDependency> nearest, int others) {

        public Met {
            nearest = List.copyOf(nearest);
        }
    }

    private record Row(MetDependency dependency, int found) {}

    /** Up to {@code most} of those that are done; a task that only had to end, and failed, is none of them. */
    @Transactional
    public Met met(Lease lease, int most) {
        var rows = sql.call(MET)
                .with("task", lease.task().value())
                .with("most", most)
                .rows(Dependencies::row);
        int found = rows.isEmpty() ? 0 : rows.getFirst().found();
        return new Met(rows.stream().map(Row::dependency).toList(), found - rows.size());
    }

    private static Row row(ResultSet row) throws SQLException {
        var dependency =
                new MetDependency(new TaskNumber(Columns.text(row, "number")), Columns.text(row, "title"), state(row));
        return new Row(dependency, row.getInt("found"));
    }

    private static TaskState state(ResultSet row) throws SQLException {
        var commit = row.getString("commit_id");
        return Columns.text(row, "state").equals("completed")
                ? new TaskState.Completed(commit == null ? null : new CommitId(commit))
                : new TaskState.Skipped(Columns.text(row, "reason"));
    }
}
