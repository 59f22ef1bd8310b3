package dev.coppice.event;

import dev.coppice.task.ExecutionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** The record of one execution, read from where the reader stopped. */
@ApplicationScoped
public class EventLog {

    /** Only what no open transaction can still come before: see {@link Position}. */
    private static final String AFTER = """
            select *
              from task_event
             where execution_id = :execution
               and (transaction, id) > (:transaction, :id)
               and transaction < cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)
             order by transaction, id
             limit :limit
            """;

    /** So many events come with one {@link #page} at most. */
    public static final int LARGEST_PAGE = EventPages.SIZE;

    private final TaskEventRows rows;
    private final EventPages pages;

    EventLog(TaskEventRows rows, EventPages pages) {
        this.rows = rows;
        this.pages = pages;
    }

    /** The next events in order, at most {@code limit}; empty if nothing new is known yet. */
    @Transactional
    public List<TaskEvent> after(ExecutionId execution, Position position, int limit) {
        return rows
                .getSession()
                .createNativeQuery(AFTER, TaskEventRow.class)
                .setParameter("execution", execution.value())
                .setParameter("transaction", position.transaction())
                .setParameter("id", position.id())
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .map(TaskEventRow::toEvent)
                .toList();
    }

    /** The next events in order with what people call their tasks and batches by, at most so many. */
    public List<LoggedEvent> page(ExecutionId execution, Position position, int most) {
        var next = pages.after(position, execution);
        return next.subList(0, Math.min(most, next.size()));
    }

    /** The next events of all executions together, in order, with what people call their tasks and batches by: a page. */
    public List<LoggedEvent> page(Position position) {
        return pages.after(position);
    }

    /** The place that everything comes after which cannot be read yet. */
    public Position now() {
        return pages.now();
    }
}
