-- Whoever follows all executions at once reads on from one place in the log. Entries come at the end, so they cost little.
create index task_event_sequence on task_event (transaction, id);

-- What was asked with an Idempotency-Key, and what was answered.
create table idempotent_request (
  principal    text not null, -- a hash of who asks; empty: nobody in particular
  key          text not null,
  route        text not null,
  body_hash    bytea not null,
  token        uuid not null default gen_random_uuid(), -- what its work leaves in its own rows; a repeat after a crash has the same
  home         uuid not null,
  process      uuid, -- null: nobody works on it, and there is no answer
  begun_at     timestamptz not null default clock_timestamp(),
  status       int, -- null: not answered yet
  content_type text,
  body         text,
  primary key (principal, key)
);
create index idempotent_request_age on idempotent_request (begun_at);
