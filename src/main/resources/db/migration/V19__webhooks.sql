-- Whom to tell what happens. Of a configured one only the name is here, and how far it has been told: what it is, each process knows from
-- its own configuration.
create table webhook (
  id                 uuid primary key default gen_random_uuid(),
  name               text not null unique,
  sealed             bytea, -- its address and its secrets, encrypted with a key that is not in this database; null: it is configured
  events             text[],
  repositories       text[], -- folders or their names; null: all
  format             text check (format in ('standard', 'slack')),
  allow_private      boolean not null default false,
  created_by         text,
  created_at         timestamptz not null default clock_timestamp(),
  rotated_at         timestamptz,
  disabled_at        timestamptz,
  disabled_reason    text,
  cursor_transaction bigint not null, -- events up to here have become deliveries, or were none of its
  cursor_id          bigint not null,
  check ((sealed is null) = (events is null) and (sealed is null) = (format is null))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

-- What one webhook is told of one event: written together with the cursor, sent afterwards. A webhook that is deleted leaves its own
-- behind until their time is over.
create table webhook_delivery (
  id                bigint generated always as identity primary key,
  webhook           uuid not null,
  message_id        text not null unique default 'msg_' || replace(cast(gen_random_uuid() as text), '-', ''),
  event_transaction bigint, -- null: a test
  event_id          bigint,
  type              text not null,
  execution_id      text,
  body              text not null, -- the same at every try
  state             text not null default 'pending' check (state in ('pending', 'delivered', 'failed')),
  tries             int not null default 0,
  next_at           timestamptz not null default clock_timestamp(), -- ahead while somebody is at it
  token             uuid, -- of whoever is at it
  last_status       int,
  last_error        text,
  created_at        timestamptz not null default clock_timestamp(),
  tried_at          timestamptz,
  delivered_at      timestamptz,
  unique (webhook, event_transaction, event_id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500,
        autovacuum_analyze_scale_factor = 0.02);
create index webhook_delivery_due on webhook_delivery (webhook, next_at, id) where state = 'pending';
create index webhook_delivery_failed on webhook_delivery (webhook) where state = 'failed';
create index webhook_delivery_log on webhook_delivery (webhook, id);
create index webhook_delivery_age on webhook_delivery (created_at);
