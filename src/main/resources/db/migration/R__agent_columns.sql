-- What is written down of an agent besides its name: columns, so it is no function that is replaced, and each is there once. It comes
-- before the functions that read them, by its name.
alter table attempt add column if not exists model text; -- that was asked for; null: the agent chose
alter table agent_pause add column if not exists fallback text; -- who does its tasks meanwhile, as the service that met the limit had it
