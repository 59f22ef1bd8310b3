package dev.coppice.queue;

import dev.coppice.sql.SqlText;

/** The statements of {@link Attempts}: fenced by the lease's token, except where said. */
final class AttemptStatements {
    private AttemptStatements() {}

    private static final String FENCE = """

              from task_lease l
             where l.task_id = :task and l.token = :token
               and a.task_id = l.task_id and a.number = l.attempt and a.state = 'executing'
            """;

    static final SqlText PHASE = SqlText.of("with entered as (update attempt a set phase = :phase" + FENCE + """
            returning a.task_id, a.number, a.phase, a.worker, l.execution_id)
            insert into task_event (execution_id, task_id, what, attempt, worker)
            select execution_id, task_id, phase, number, worker from entered
            """);

    static final SqlText STARTED = SqlText.of("""
            update attempt a
               set pid = :pid, process_started = :started, boot_id = :boot, process_ended_at = null""" + FENCE);

    static final SqlText PREPARED = SqlText.of("update attempt a set log = :log, model = :model" + FENCE);

    static final SqlText KEPT = SqlText.of("update attempt a set commit_id = :commit" + FENCE);

    static final SqlText SPENT = SqlText.of("""
            update attempt a
               set agent_millis = coalesce(a.agent_millis, 0) + :millis,
                   cost_usd = cast(:cost as numeric), cost_is_estimate = :estimate, input_tokens = :input,
                   output_tokens = :output, cache_read_tokens = :read, cache_write_tokens = :written""" + FENCE);

    /** Not fenced, but tied to the one process. */
    static final SqlText PROCESS_ENDED = SqlText.of("""
            update attempt
               set process_ended_at = clock_timestamp()
             where task_id = :task and number = :attempt and pid = :pid and process_started = :started
               and process_ended_at is null
            """);
}
