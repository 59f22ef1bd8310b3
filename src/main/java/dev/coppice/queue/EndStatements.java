package dev.coppice.queue;

/**
 * The end of an attempt, by whoever may end it: the holder of the lease's token, or whoever finds the lease expired. Both delete the lease
 * first, so the first lock wins and the other finds nothing. An open landing intent protects its lease from both.
 */
final class EndStatements {
    private EndStatements() {}

    /** No look at {@code lease_until}: late but unclaimed work is good work. */
    private static final String OWN_BY_TOKEN = """
            with own as (
              delete from task_lease l
               where l.task_id = :task and l.token = :token
                 and not exists (select from integration_intent i
                                  where i.token = l.token and i.task_id = l.task_id and i.state = 'open')
              returning task_id, attempt, worker, execution_id, cast(:counter as text) as counter),
            """;

    /** A lease whose end is minus infinity was taken over with its data folder: not the task's bad luck. */
    private static final String OWN_EXPIRED = """
            with own as (
              delete from task_lease l
               where l.task_id = :task and l.token = :token
                 and l.lease_until < clock_timestamp() - make_interval(secs => :grace)
                 and not exists (select from integration_intent i
                                  where i.token = l.token and i.task_id = l.task_id and i.state = 'open')
              returning task_id, attempt, worker, execution_id,
                        case when lease_until = '-infinity' then 'takeovers' else 'lease_losses' end as counter),
            """;

    /** The first retry comes at once, the next ones after a doubling, scattered time. */
    private static final String REST = """
            ended as (
              update attempt a
                 set state = :state, reason = :reason, message = :message, counter = nullif(own.counter, ''),
                     ended_at = clock_timestamp()
                from own
               where a.task_id = own.task_id and a.number = own.attempt),
            back as (
              update task t
                 set state = case
                       when :state = 'completed' then 'completed'
                       when t.cancel_requested_at is not null or :state = 'cancelled' then 'cancelled'
                       when :state = 'released'
                         or own.counter = 'lease_losses' and t.lease_losses < t.max_lease_losses
                         or own.counter = 'infrastructure_faults' and t.infrastructure_faults < t.max_infrastructure_faults
                         or own.counter = 'takeovers' and t.takeovers < t.max_takeovers
                         or own.counter = 'failures' and :retryable and t.failures < t.max_retries then 'queued'
                       else 'failed' end,
                     reason = :reason,
                     admitted = false,
                     failures = t.failures + (own.counter = 'failures')::int,
                     lease_losses = t.lease_losses + (own.counter = 'lease_losses')::int,
                     infrastructure_faults = t.infrastructure_faults + (own.counter = 'infrastructure_faults')::int,
                     takeovers = t.takeovers + (own.counter = 'takeovers')::int,
                     run_at = clock_timestamp() + case
                       when :state = 'released' or own.counter = 'takeovers' then 0
                       else least(300, 5 * (2 ^ least(9, t.failures + t.lease_losses + t.infrastructure_faults) - 1))
                            * (0.5 + random() / 2) end * interval '1 s'
                from own
               where t.id = own.task_id and t.attempts = own.attempt
              returning t.id, t.state, t.execution_id)
            insert into task_event (execution_id, task_id, what, attempt, worker, detail)
            select back.execution_id, back.id, back.state, own.attempt, own.worker,
                   jsonb_strip_nulls(jsonb_build_object('attempt', cast(:state as text), 'reason', cast(:reason as text),
                                                        'message', cast(:message as text)))
              from own
              join back on back.id = own.task_id
            returning what
            """;

    static final SqlText BY_TOKEN = SqlText.of(OWN_BY_TOKEN + REST);

    static final SqlText EXPIRED = SqlText.of(OWN_EXPIRED + REST);

    static final SqlText INTENT_OPEN =
            SqlText.of("select id from integration_intent where task_id = :task and token = :token and state = 'open'");
}
