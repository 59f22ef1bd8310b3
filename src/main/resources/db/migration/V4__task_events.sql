-- Append-only. Ids are handed out before the commit, so a reader could pass by one that commits late; it therefore reads in the
-- order of the writing transaction, and only what is older than every transaction still open.
create table task_event (
  id           bigint generated always as identity,
  transaction  bigint not null default cast(cast(pg_current_xact_id() as text) as bigint),
  execution_id text not null,
  task_id      bigint, -- null: of the execution as a whole
  at           timestamptz not null default clock_timestamp(),
  what         text not null,
  attempt      int,
  worker       uuid,
  detail       jsonb,
  primary key (at, id)
) partition by range (at);
create index task_event_order on task_event (execution_id, transaction, id);
create table task_event_rest partition of task_event default;
