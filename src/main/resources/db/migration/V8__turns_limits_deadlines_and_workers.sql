-- Executions take turns: each task that is admitted gets the next turn of its execution, never one before what the queue has reached.
-- Claims go by priority, then by turn, so that a large plan cannot keep a small one waiting.
alter table execution
  add column priority smallint not null default 0 check (priority between -100 and 100), -- the smaller comes first
  add column turn bigint not null default 0, -- of the task that was admitted last
  add column max_retries int not null default 0 check (max_retries >= 0),
  add column deadline_seconds bigint check (deadline_seconds > 0),
  add column deadline_at timestamptz;
alter table task add column turn bigint not null default 0;

-- Beyond the life of its lease: whoever takes over a data folder must know which marks its dead predecessor may have been setting.
alter table attempt add column token uuid;

-- The claim's whole order, tie-breaker included: the planner must never sort.
drop index task_claim;
create index task_claim on task (queue, priority, turn, run_at, id)
  where state = 'queued' and pending_parents = 0 and admitted;
drop index task_claim_own;
create index task_claim_own on task (execution_id, priority, turn, run_at, id)
  where state = 'queued' and pending_parents = 0 and admitted;

-- Only the open ones: what has ended is looked at once, when its batch is over, and would cost every end an entry.
drop index task_batch;
create index task_batch on task (batch_id, state) where state in ('queued', 'executing');

create index execution_repository on execution (repository) where finished_at is null;
create index execution_deadline on execution (deadline_at) where finished_at is null and deadline_at is not null;

-- A process that works on the queue, from its start to its end; the dead are those not seen for long. Nothing trusts this table: what
-- a worker may do stands in its leases.
create table worker (
  id                 uuid primary key,
  home               uuid not null,
  host               text not null,
  pid                bigint not null,
  slots              int not null,
  started_at         timestamptz not null default clock_timestamp(),
  seen_at            timestamptz not null default clock_timestamp(), -- in no index, so that heartbeats stay heap-only updates
  drain_requested_at timestamptz
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
