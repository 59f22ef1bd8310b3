-- How many tasks were queued and executing, looked at twice a minute by whichever service comes first; kept for two hours. The row without
-- a repository tells all of them together, and that somebody looked: a repository of which there is none had nothing to do then.
create table queue_sample (
  at         timestamptz not null,
  repository text not null,
  queued     int not null,
  executing  int not null,
  primary key (at, repository)
);

-- Nothing is ever updated here, so this costs no event but those of lost leases anything.
create index task_event_lease_lost on task_event (at) where detail ->> 'reason' = 'lease_expired';
