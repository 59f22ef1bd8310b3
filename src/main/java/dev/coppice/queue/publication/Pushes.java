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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which completed results are still to be pushed, and what became of it: each end is recorded once. A result that is to be merged as well
 * is merged first. Whoever takes a push has it to itself for a while; that spares work, and nothing breaks if two have it.
 */
@ApplicationScoped
public class Pushes {

    private static final String DUE = """
             state = 'completed' and push_remote is not null and pushed_at is null
               and (not auto_merge or published_at is not null)
               and (marks_file is null or marked_at is not null)
               and (push_next_at is null or push_next_at <= clock_timestamp())
            """;

    private static final SqlText ALL_DUE = SqlText.of("""
            select id
              from execution
             where (home = :home
                    or exists (select from task where execution_id = execution.id and queue = 'shared'))
               and""" + DUE + " order by finished_at");

    private static final SqlText TAKE = SqlText.of("""
            update execution
               set push_tries = push_tries + 1, push_next_at = clock_timestamp() + make_interval(secs => :seconds)
             where id = :execution and""" + DUE + """
            returning push_remote, push_branch, push_address, push_tries, publication
            """);

    private static final SqlText POSTPONE = SqlText.of("""
            update execution
               set push_problem = :problem, push_next_at = clock_timestamp() + make_interval(secs => :seconds)
             where id = :execution and state = 'completed' and push_remote is not null and pushed_at is null
            """);

    private static final SqlText TRY_NOW = SqlText.of("""
            update execution
               set push_next_at = null
             where id = :execution and push_next_at is not null and pushed_at is null
            """);

    private static final SqlText RELEASE = SqlText.of("""
            update execution
               set push_next_at = null
             where home = :home and state = 'completed' and push_remote is not null and pushed_at is null
            """);

    private static final SqlText RECORD = SqlText.of("""
            with pushed as (
              update execution
                 set push_outcome = :outcome, push_detail = :detail, pushed_at = clock_timestamp(), push_problem = null
               where id = :execution and state = 'completed' and pushed_at is null
              returning id, push_remote, push_branch, push_outcome, push_detail)
            insert into task_event (execution_id, what, detail)
            select id, 'execution_pushed',
                   jsonb_build_object('remote', push_remote, 'branch', push_branch, 'outcome', push_outcome, 'detail', push_detail)
              from pushed
            """);

    private final Sql sql;
    private final ExecutionLock lock;

    Pushes(Sql sql, ExecutionLock lock) {
        this.sql = sql;
        this.lock = lock;
    }

    /**
     * One try at a push.
     *
     * @param number from 1
     * @param merged what became of merging the result, if that was asked for as well
     */
    public record Try(PushTarget target, int number, Optional<Published.Outcome> merged) {}

    /** Those of this data folder, and those that all services share, that are to be tried now. */
    @Transactional
    public List<ExecutionId> due(HomeId home) {
        return sql.call(ALL_DUE).with("home", home.value()).rows(row -> new ExecutionId(Columns.text(row, "id")));
    }

    /** Takes the next try, for so long; empty if none is due, or somebody else has it. */
    @Transactional
    public Optional<Try> take(ExecutionId execution, Duration time) {
        lock.take(execution);
        return sql.call(TAKE)
                .with("execution", execution.value())
                .with("seconds", time.toSeconds())
                .row(row -> new Try(
                        new PushTarget(
                                Columns.text(row, "push_remote"),
                                new BranchName(Columns.text(row, "push_branch")),
                                Columns.text(row, "push_address")),
                        row.getInt("push_tries"),
                        Optional.ofNullable(row.getString("publication")).map(Published.Outcome::of)));
    }

    /** The try came to nothing, for no fault of the result's; the next one is due after the pause. */
    @Transactional
    public void postpone(ExecutionId execution, String problem, Duration pause) {
        lock.take(execution);
        sql.call(POSTPONE)
                .with("execution", execution.value())
                .with("problem", storable(problem))
                .with("seconds", pause.toSeconds())
                .run();
    }

    /** The next try is due now: a person asks for it. */
    @Transactional
    public void tryNow(ExecutionId execution) {
        lock.take(execution);
        sql.call(TRY_NOW).with("execution", execution.value()).run();
    }

    /** Whoever was at the pushes of this data folder is dead, and pauses begin anew. */
    @Transactional
    public void release(HomeId home) {
        sql.call(RELEASE).with("home", home.value()).run();
    }

    /** False if an end was recorded before. */
    @Transactional
    public boolean record(ExecutionId execution, PushStanding.Outcome outcome, String detail) {
        lock.take(execution);
        return sql.call(RECORD)
                        .with("execution", execution.value())
                        .with("outcome", outcome.word())
                        .with("detail", storable(detail))
                        .run()
                == 1;
    }

    private static String storable(String text) {
        return text.replace("\0", "");
    }
}
