-- Agents whose account cannot work now: their tasks wait, those of other agents go on. A row is there from the attempt that met the limit
-- until one got through again. Small and mostly empty; nothing but these few columns is ever asked of it.
create table agent_pause (
  agent       text primary key,
  reason      text not null, -- the word for programs; message is for people
  message     text not null,
  since       timestamptz not null,
  until       timestamptz not null, -- from then on one task may try
  times       int not null default 1, -- that the limit was met in a row
  probe_token uuid, -- of the lease of the one task that tries
  probe_since timestamptz
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50);
create unique index agent_pause_probe on agent_pause (probe_token) where probe_token is not null;
