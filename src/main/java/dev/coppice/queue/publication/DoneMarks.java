package dev.coppice.queue.publication;

import dev.coppice.plan.marking.DoneTask;
import dev.coppice.queue.row.Columns;
import dev.coppice.queue.row.ExecutionLock;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import dev.coppice.task.TaskNumber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which executions' completed tasks are still to be marked in their plans, and what became of it: recorded once for each end. Between the
 * move of the result and its record an execution cannot be retried, so that nothing lands on a tip that the database does not know.
 */
@ApplicationScoped
public class DoneMarks {

    /** Whether an execution's marks are due, as a condition on the alias {@code e}. */
    public static final String DUE = """
             e.finished_at is not null and e.marks_file is not null and e.marked_at is null and e.state in ('completed', 'failed', 'cancelled')
               and not exists (select from integration_intent i where i.execution_id = e.id and i.state = 'open')
            """;

    private static final SqlText IS_DUE = SqlText.of(
            "select e.marks_file, e.marks_dialect, e.result_tip from execution e where e.id = :execution and" + DUE);

    static final SqlText ALL_DUE = SqlText.of("""
            select e.id
              from execution e
             where (e.home = :home or exists (select from task where execution_id = e.id and queue = 'shared'))
               and""" + DUE + " order by e.finished_at");

    private static final SqlText COMPLETED = SqlText.of("""
            select t.number, d.title
              from task t
              join task_data d on d.task_id = t.id
             where t.execution_id = :execution and t.state = 'completed'
             order by t.id
            """);

    private static final SqlText RECORD = SqlText.of("""
            with marked as (
              update execution
                 set result_tip = coalesce(cast(:commit as text), result_tip), marks_commit = cast(:commit as text),
                     marks_outcome = :outcome, marks_detail = :detail, marked_at = clock_timestamp()
               where id = :execution
              returning id, marks_file, marks_outcome, marks_detail, marks_commit)
            insert into task_event (execution_id, what, detail)
            select id, 'execution_marked',
                   jsonb_build_object('file', marks_file, 'outcome', marks_outcome, 'detail', marks_detail, 'commit', marks_commit)
              from marked
            """);

    private final Sql sql;
    private final ExecutionLock lock;

    DoneMarks(Sql sql, ExecutionLock lock) {
        this.sql = sql;
        this.lock = lock;
    }

    /**
     * What is to be marked.
     *
     * @param tip the commit that the marks come on top of
     * @param completed in the plan's order
     */
    public record Due(CommitId tip, MarkTarget target, List<DoneTask> completed) {

        public Due {
            completed = List.copyOf(completed);
        }
    }

    /** Empty while the execution runs, where nobody asked for marks, and once it is recorded what became of them. */
    @Transactional
    public Optional<Due> due(ExecutionId execution) {
        return look(execution);
    }

    /** Those of this data folder, and those that all services share. */
    @Transactional
    public List<ExecutionId> due(HomeId home) {
        return sql.call(ALL_DUE).with("home", home.value()).rows(row -> new ExecutionId(Columns.text(row, "id")));
    }

    /**
     * Does the act, which may move the result and must be quick, while nobody else can do the same or retry the execution, and records what
     * it says. Does nothing if what is to be marked is not any more what was seen. If this process dies in between, the act is done again, and
     * has to find what it did.
     */
    @Transactional
    public void settle(ExecutionId execution, Due seen, Supplier<Marked> act) {
        lock.take(execution);
        look(execution).filter(seen::equals).ifPresent(_ -> record(execution, act.get()));
    }

    private Optional<Due> look(ExecutionId execution) {
        return sql.call(IS_DUE)
                .with("execution", execution.value())
                .row(row -> new Due(
                        Columns.commit(row, "result_tip"),
                        new MarkTarget(Columns.text(row, "marks_file"), Columns.text(row, "marks_dialect")),
                        completed(execution)));
    }

    private List<DoneTask> completed(ExecutionId execution) {
        return sql.call(COMPLETED)
                .with("execution", execution.value())
                .rows(row -> new DoneTask(new TaskNumber(Columns.text(row, "number")), Columns.text(row, "title")));
    }

    private void record(ExecutionId execution, Marked marked) {
        sql.call(RECORD)
                .with("execution", execution.value())
                .with("outcome", marked.outcome().word())
                .with("detail", marked.detail().replace("\0", ""))
                .with("commit", marked.commit().map(CommitId::sha).orElse(null))
                .run();
    }
}
