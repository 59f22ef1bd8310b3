-- What a plan becomes. Nothing that is written while a task is queued refers to task by a foreign key: the row lock such
-- a reference takes would hide the task from claims, which skip what they cannot lock at once.

create table execution (
  id                  text primary key,
  state               text not null default 'queued'
                      check (state in ('queued', 'executing', 'paused', 'completed', 'failed', 'cancelled')),
  pause_reason        text,
  max_concurrent      int check (max_concurrent > 0), -- null: as many as there are workers
  repository          text not null,
  mode                text not null,
  plan                text not null,
  plan_text           text not null,
  plan_hash           text not null,
  base_commit         text not null,
  result_tip          text not null,
  turn_task           bigint,
  turn_token          uuid,
  settings            jsonb not null,
  home                uuid not null,
  idempotency_key     text unique,
  cancel_requested_at timestamptz,
  created_at          timestamptz not null default clock_timestamp(),
  started_at          timestamptz,
  finished_at         timestamptz
);
create index execution_resume on execution (repository, plan_hash, created_at desc);
create index execution_unfinished on execution (home) where finished_at is null;

create table batch (
  id           bigint generated always as identity primary key,
  execution_id text not null references execution on delete cascade,
  position     int not null,
  number       text not null,
  title        text not null,
  phase        text not null default '',
  needs        int[] not null default '{}', -- positions, transitive closure
  state        text not null default 'queued'
               check (state in ('queued', 'executing', 'completed', 'failed', 'cancelled')),
  started_at   timestamptz,
  finished_at  timestamptz,
  unique (execution_id, position)
);

-- Narrow, because every claim and every end writes it.
create table task (
  id                        bigint generated always as identity primary key,
  execution_id              text not null references execution on delete cascade,
  batch_id                  bigint not null references batch on delete cascade,
  number                    text not null,
  queue                     text not null default 'shared', -- or a home's id: the repository is on that host's disk only
  agent                     text not null,
  required_build            text,
  state                     text not null default 'queued'
                            check (state in ('queued', 'executing', 'completed', 'failed', 'cancelled', 'skipped')),
  reason                    text, -- of skipped: done_in_plan, needs_failed
  pending_parents           int not null default 0,
  admitted                  boolean not null default false,
  priority                  smallint not null default 0,
  run_at                    timestamptz not null default clock_timestamp(),
  attempts                  int not null default 0,
  failures                  int not null default 0,
  max_retries               int not null default 0,
  lease_losses              int not null default 0,
  max_lease_losses          int not null default 3,
  infrastructure_faults     int not null default 0,
  max_infrastructure_faults int not null default 20,
  takeovers                 int not null default 0,
  max_takeovers             int not null default 25,
  commit_id                 text,
  cancel_requested_at       timestamptz,
  deadline_at               timestamptz,
  unique (execution_id, number)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500,
        autovacuum_vacuum_cost_limit = 1000, autovacuum_analyze_scale_factor = 0.02);
-- The claim's whole order, tie-breaker included: the planner must never sort.
create index task_claim on task (queue, priority, run_at, id)
  where state = 'queued' and pending_parents = 0 and admitted;
create index task_claim_own on task (execution_id, priority, run_at, id)
  where state = 'queued' and pending_parents = 0 and admitted;
create index task_waiting on task (execution_id, priority, run_at, id)
  where state = 'queued' and pending_parents = 0 and not admitted;
create index task_batch on task (batch_id, state);

-- Wide, and never touched by a claim or a heartbeat.
create table task_data (
  task_id      bigint primary key,
  execution_id text not null references execution on delete cascade,
  title        text not null,
  payload      json not null -- as written: jsonb would forget the order of the labels
);
create index task_data_execution on task_data (execution_id);

-- kind needs: the child needs the parent's work. kind order: it only has to wait until the parent has ended.
create table task_edge (
  parent       bigint not null,
  child        bigint not null,
  execution_id text not null references execution on delete cascade,
  kind         text not null default 'needs' check (kind in ('needs', 'order')),
  primary key (parent, child)
);
create index task_edge_child on task_edge (child);
create index task_edge_execution on task_edge (execution_id);
