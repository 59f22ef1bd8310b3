create table attempt (
  task_id          bigint not null references task on delete cascade,
  number           int not null,
  state            text not null default 'executing'
                   check (state in ('executing', 'completed', 'failed', 'cancelled', 'released')),
  phase            text not null default 'preparing' check (phase in ('preparing', 'running', 'verifying', 'landing')),
  reason           text,
  message          text, -- for people; reason is the word for programs
  counter          text check (counter in ('failures', 'lease_losses', 'infrastructure_faults', 'takeovers')),
  worker           uuid not null,
  home             uuid not null,
  started_at       timestamptz not null default clock_timestamp(),
  ended_at         timestamptz,
  commit_id        text,
  cost_usd         numeric(12, 6),
  agent_millis     bigint, -- the agent's own running time
  log              text,
  pid              bigint,
  process_started  bigint,
  boot_id          uuid,
  process_ended_at timestamptz,
  primary key (task_id, number)
) with (fillfactor = 70);
create index attempt_process on attempt (home) where pid is not null and process_ended_at is null;

-- One row per executing task. lease_until is in no index, so that heartbeats stay heap-only updates.
create table task_lease (
  task_id      bigint primary key,
  attempt      int not null,
  execution_id text not null,
  token        uuid not null,
  worker       uuid not null,
  home         uuid not null, -- the data folder's id
  granted_at   timestamptz not null default clock_timestamp(),
  lease_until  timestamptz not null,
  foreign key (task_id, attempt) references attempt on delete cascade
) with (fillfactor = 50);
