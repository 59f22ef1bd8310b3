-- What is written down of an agent besides its name.
alter table attempt add column model text; -- that was asked for; null: the agent chose
alter table agent_pause add column fallback text; -- who does its tasks meanwhile, as the service that met the limit had it
