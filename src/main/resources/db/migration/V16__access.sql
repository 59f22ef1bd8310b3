-- Who may call, and who did what. A token itself is never stored: whoever reads this table can call nobody.

create table api_token (
  id           uuid primary key default gen_random_uuid(),
  name         text not null,
  hash         bytea not null unique check (octet_length(hash) = 32), -- SHA-256 of its 256 random bits, which need no salt
  scope        text not null check (scope in ('read', 'run', 'admin')),
  repositories text[], -- folders or their names; null: all
  created_by   text not null,
  created_at   timestamptz not null default clock_timestamp(),
  expires_at   timestamptz,
  last_used_at timestamptz, -- within a minute
  revoked_at   timestamptz,
  check (scope <> 'admin' or repositories is null)
);
create unique index api_token_name on api_token (name) where revoked_at is null;

create table audit_entry (
  id        bigint generated always as identity primary key,
  at        timestamptz not null default clock_timestamp(),
  principal text not null,
  action    text not null,
  target    text, -- null: nothing came of it that has a name
  address   text, -- from where; null: on the data folder itself
  outcome   text not null check (outcome in ('done', 'forbidden', 'refused', 'failed')),
  status    int   -- of the answer, if there was one
);

-- Nobody changes the past, by mistake least of all.
create function audit_entry_stays() returns trigger language plpgsql as
$$
begin
  raise exception 'an audit entry is neither changed nor deleted';
end
$$;
create trigger audit_entry_stays before update or delete or truncate on audit_entry
  for each statement execute function audit_entry_stays();

-- Null: it is from before this column.
alter table execution add column started_by text;
