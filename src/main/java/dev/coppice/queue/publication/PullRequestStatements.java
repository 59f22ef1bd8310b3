package dev.coppice.queue.publication;

import dev.coppice.forge.MergeMethod;
import dev.coppice.queue.row.Columns;
import dev.coppice.sql.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements about pull requests. A change of state and its event are one statement. */
final class PullRequestStatements {
    private PullRequestStatements() {}

    private static final String COLUMNS = """
            p.id, p.execution_id, p.forge, p.project, p.head, p.base, p.title, p.draft, p.labels, p.merge_method, p.delete_branch, p.checks,
            p.state, p.number, p.url, p.reason
            """;

    /** Nothing is opened for what is not completed, or before it has become clear whether it is pushed. */
    private static final String DUE = """
             p.ended_at is null and (p.next_at is null or p.next_at <= clock_timestamp())
               and e.state = 'completed' and e.pushed_at is not null
            """;

    private static final String EVENT = """
            insert into task_event (execution_id, what, detail)
            select execution_id, 'execution_pull_request',
                   jsonb_build_object('state', state, 'number', number, 'url', url, 'reason', reason)
              from changed
             where state <> before
            """;

    static final SqlText INSERT = SqlText.of("""
            insert into pull_request (execution_id, forge, project, head, base, title, draft, labels, merge_method, delete_branch, checks)
            values (:execution, :forge, :project, :head, :base, :title, :draft, :labels, :merge, :deletes, :checks)
            """);

    static final SqlText OF_EXECUTION =
            SqlText.of("select " + COLUMNS + " from pull_request p where p.execution_id = :execution");

    static final SqlText ALL_DUE = SqlText.of("""
            select e.id
              from pull_request p
              join execution e on e.id = p.execution_id
             where (e.home = :home or exists (select from task where execution_id = e.id and queue = 'shared'))
               and""" + DUE + " order by p.next_at nulls first limit 100");

    /** Whoever else takes it at the same moment finds it taken. */
    static final SqlText TAKE = SqlText.of("""
            update pull_request p
               set turn = gen_random_uuid(), next_at = clock_timestamp() + make_interval(secs => :seconds)
              from execution e
             where e.id = p.execution_id
               and p.id = (select id from pull_request where execution_id = :execution for update skip locked)
               and""" + DUE + "returning " + COLUMNS + """
            , p.turn, p.failures, e.result_tip, e.push_remote, e.push_branch, e.push_address, e.push_outcome, e.push_detail,
              cast(extract(epoch from clock_timestamp() - coalesce(p.opened_at, e.pushed_at)) as bigint) as age
            """);

    static final SqlText IS_MINE =
            SqlText.of("select id from pull_request where id = :id and turn = :turn and ended_at is null");

    /** What was merged while somebody cancelled is merged all the same. */
    static final SqlText RECORD = SqlText.of("""
            with changed as (
              update pull_request p
                 set state = :state, number = :number, url = :url, reason = nullif(:reason, ''), failures = 0, turn = null,
                     opened_at = coalesce(p.opened_at, case when cast(:number as int) is not null then clock_timestamp() end),
                     next_at = clock_timestamp() + make_interval(secs => :seconds),
                     ended_at = case when :ends then clock_timestamp() end
                from pull_request old
               where old.id = p.id and p.id = :id
                 and (p.turn = :turn and p.ended_at is null or p.state = 'cancelled' and :state = 'merged')
              returning p.execution_id, p.state, p.number, p.url, p.reason, old.state as before)
            """ + EVENT);

    static final SqlText POSTPONE = SqlText.of("""
            update pull_request
               set reason = :reason, failures = failures + 1, turn = null, next_at = clock_timestamp() + make_interval(secs => :seconds)
             where id = :id and turn = :turn and ended_at is null
            """);

    static final SqlText CANCEL = SqlText.of("""
            with changed as (
              update pull_request p
                 set state = 'cancelled', reason = 'somebody cancelled it', turn = null, ended_at = clock_timestamp()
                from pull_request old, execution e
               where old.id = p.id and e.id = p.execution_id and p.execution_id = :execution
                 and e.state = 'completed' and p.state in ('waiting', 'waiting_for_checks') and p.ended_at is null
              returning p.execution_id, p.state, p.number, p.url, p.reason, old.state as before)
            """ + EVENT);

    /** Pauses that a forge has asked for go on. */
    static final SqlText RELEASE = SqlText.of("""
            update pull_request p
               set turn = null, next_at = null
              from execution e
             where e.id = p.execution_id and e.home = :home and p.ended_at is null and p.turn is not null
            """);

    static PullRequestWish wish(ResultSet row) throws SQLException {
        return new PullRequestWish(
                Columns.text(row, "forge"),
                Columns.text(row, "project"),
                Columns.text(row, "head"),
                Columns.text(row, "base"),
                Columns.text(row, "title"),
                row.getBoolean("draft"),
                texts(row, "labels").orElse(List.of()),
                Optional.ofNullable(row.getString("merge_method")).flatMap(MergeMethod::of),
                row.getBoolean("delete_branch"),
                texts(row, "checks"));
    }

    private static Optional<List<String>> texts(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? Optional.empty() : Optional.of(List.of((String[]) array.getArray()));
    }

    static String @Nullable [] array(Optional<List<String>> texts) {
        return texts.map(list -> list.toArray(String[]::new)).orElse(null);
    }
}
