package dev.coppice.queue.retention;

import dev.coppice.sql.SqlText;

/** The statements by which executions that have ended are forgotten. Limits are written out, or the planner would guess them. */
final class PastStatements {
    private PastStatements() {}

    /** The most rows that one transaction deletes; what refers to them goes with them. */
    static final int BATCH = 1000;

    private static final String ENDED_AGO = """
            select id
              from execution
             where finished_at < clock_timestamp() - make_interval(secs => :seconds)
            """;

    private static final String OLDEST_FIRST = """
             order by finished_at
             limit 100
            """;

    static final SqlText ENDED = SqlText.of(ENDED_AGO + OLDEST_FIRST);

    static final SqlText WITH_EVENTS = SqlText.of(
            ENDED_AGO + "   and (events_pruned_at is null or events_pruned_at < finished_at)\n" + OLDEST_FIRST);

    /** Counted by the server with each commit, so that nobody has to count the rows; its size on disk does not shrink with them. */
    static final SqlText ESTIMATED_EVENTS = SqlText.of("""
            select coalesce(sum(pg_stat_get_live_tuples(relid)), 0) as events from pg_partition_tree('task_event') where isleaf
            """);

    /** Whoever has the lock may be about to retry it; another pruner's turn is as good as this one's. */
    static final SqlText LOCK_ENDED = SqlText.of("""
            select id
              from execution
             where id = :execution and finished_at is not null
               for no key update skip locked
            """);

    /** Up to a bound and not row by row, so that it stays one stretch of one index, and the next batch begins where this one ended. */
    static final SqlText PRUNE_EVENTS = SqlText.of("""
            delete from task_event
             where execution_id = :execution
               and (transaction, id) <=
                   (select oldest.transaction, oldest.id
                      from (select transaction, id
                              from task_event
                             where execution_id = :execution
                             order by transaction, id
                             limit %d) oldest
                     order by oldest.transaction desc, oldest.id desc
                     limit 1)
            """.formatted(BATCH));

    static final SqlText MARK_PRUNED =
            SqlText.of("update execution set events_pruned_at = clock_timestamp() where id = :execution");

    /**
     * With their landing intents. Numbers never repeat even so: the task counts its attempts. Found task by task, in an index's
     * order, and deleted by their places, or the planner would read the tasks and attempts of all executions for each batch.
     */
    static final SqlText DELETE_ATTEMPTS = SqlText.of("""
            delete from attempt
             where ctid = any (array(
                     select a.place
                       from (select id from task where execution_id = :execution order by number offset 0) t
                      cross join lateral (select ctid as place from attempt where task_id = t.id offset 0) a
                      limit %d))
            """.formatted(BATCH));

    /**
     * Why the rows are still needed. What cannot be settled any more, because the repository or another data folder's host is gone for
     * good, must not keep them for ever: after a day they may go.
     */
    static final SqlText UNSETTLED = SqlText.of("""
            select case
                     when exists (select from task_lease l where l.execution_id = e.id) then 'an attempt of it is not at its end'
                     when e.finished_at < clock_timestamp() - interval '1 day' then null
                     when exists (select from integration_intent i where i.execution_id = e.id and i.state = 'open')
                       then 'a landing of it is not settled'
                     when e.marks_file is not null and e.marked_at is null then 'what it has completed is still to be marked in its plan'
                     when e.state = 'completed' and e.auto_merge and e.published_at is null then 'its result is still to be merged'
                     when e.state = 'completed' and e.push_remote is not null and e.pushed_at is null then 'its result is still to be pushed'
                     when e.state = 'completed'
                          and exists (select
                                        from pull_request p
                                       where p.execution_id = e.id and p.state in ('waiting', 'waiting_for_checks') and p.ended_at is null)
                       then 'its pull request is not at its end'
                     when exists (select
                                    from task t
                                    join attempt a on a.task_id = t.id
                                   where t.execution_id = e.id and a.pid is not null and a.process_ended_at is null)
                       then 'a process of it is not known to have ended'
                   end as why
              from execution e
             where e.id = :execution
            """);

    static final SqlText REMEMBER = SqlText.of("""
            insert into deleted_execution (id, state, repository, mode, plan, plan_hash, created_at, finished_at)
            select id, state, repository, mode, plan, plan_hash, created_at, finished_at from execution where id = :execution
            """);

    static final SqlText DELETE_EDGES = SqlText.of("delete from task_edge where execution_id = :execution");

    static final SqlText DELETE_DATA = SqlText.of("delete from task_data where execution_id = :execution");

    static final SqlText DELETE_TASKS = SqlText.of("delete from task where execution_id = :execution");

    /** The one lock on an execution that is stronger than no key update; nothing that refers to an ended one is inserted. */
    static final SqlText DELETE_EXECUTION = SqlText.of("delete from execution where id = :execution");

    static final SqlText DELETED = SqlText.of("""
            select id, state, repository, mode, plan, plan_hash, created_at, finished_at, null as started_by
              from deleted_execution
             order by finished_at
            """);
}
