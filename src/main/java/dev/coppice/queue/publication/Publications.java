package dev.coppice.queue.publication;

import dev.coppice.queue.row.Columns;
import dev.coppice.queue.row.ExecutionLock;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import dev.coppice.task.BranchName;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * Which completed results are still to be merged into their base branches, and what became of it: each is recorded once. What is to be
 * marked in the plan is marked first.
 */
@ApplicationScoped
public class Publications {

    private static final SqlText DUE = SqlText.of("""
            select base_branch
              from execution
             where id = :execution and state = 'completed' and auto_merge and published_at is null
               and (marks_file is null or marked_at is not null)
            """);

    private static final SqlText ALL_DUE = SqlText.of("""
            select id
              from execution
             where (home = :home
                    or exists (select from task where execution_id = execution.id and queue = 'shared'))
               and state = 'completed' and auto_merge and published_at is null
               and (marks_file is null or marked_at is not null)
             order by finished_at
            """);

    private static final SqlText RECORD = SqlText.of("""
            with published as (
              update execution
                 set publication = :outcome, publication_detail = :detail, published_at = clock_timestamp()
               where id = :execution and state = 'completed' and published_at is null
              returning id, publication, publication_detail)
            insert into task_event (execution_id, what, detail)
            select id, 'execution_published', jsonb_build_object('outcome', publication, 'detail', publication_detail)
              from published
            """);

    private final Sql sql;
    private final ExecutionLock lock;

    Publications(Sql sql, ExecutionLock lock) {
        this.sql = sql;
        this.lock = lock;
    }

    /** The branch to take forward; empty if nothing is to be done for this execution, or not yet, or not any more. */
    @Transactional
    public Optional<BranchName> due(ExecutionId execution) {
        return sql.call(DUE)
                .with("execution", execution.value())
                .row(row -> new BranchName(Columns.text(row, "base_branch")));
    }

    /** Those of this data folder, and those that all services share, for which something is to be done. */
    @Transactional
    public List<ExecutionId> due(HomeId home) {
        return sql.call(ALL_DUE).with("home", home.value()).rows(row -> new ExecutionId(Columns.text(row, "id")));
    }

    /** False if it was recorded before. */
    @Transactional
    public boolean record(ExecutionId execution, Published published) {
        lock.take(execution);
        return sql.call(RECORD)
                        .with("execution", execution.value())
                        .with("outcome", published.outcome().word())
                        .with("detail", published.detail().replace("\0", ""))
                        .run()
                == 1;
    }
}
