-- What an attempt's agent has spent, as far as it is known, and whether it has to stop because of what is spent.
alter table attempt
  add column cost_is_estimate   boolean not null default false, -- some of cost_usd was worked out from tokens and prices
  add column input_tokens       bigint not null default 0, -- read anew; no token counts twice
  add column output_tokens      bigint not null default 0,
  add column cache_read_tokens  bigint not null default 0,
  add column cache_write_tokens bigint not null default 0;

-- On the lease, because that is what the heartbeat reads, and it goes with the attempt.
alter table task_lease
  add column budget_stop text check (budget_stop in ('execution', 'batch', 'task', 'attempt'));
